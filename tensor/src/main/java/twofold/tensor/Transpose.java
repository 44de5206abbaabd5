package twofold.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The axes in another order, without moving an element: only the strides change places.
 *
 * <pre>
 *   y[i_π(0), i_π(1), …] = x[i₀, i₁, …]        axis k of y is axis π(k) of x
 *
 *   Pullback. The inverse permutation:      x̄ = transpose(G, π⁻¹)
 *   Rounding. Exact.
 * </pre>
 */
public final class Transpose implements Op {
  private final Tensor x;
  private final int[] permutation;

  public Transpose(Tensor x, int... permutation) {
    this.x = x;
    this.permutation = permutation.clone();
  }

  /** Two axes exchanged. */
  public static Tensor swapAxes(Tensor x, int p, int q) {
    int[] order = IntStream.range(0, x.rank()).toArray();
    order[x.shape().axis(p)] = x.shape().axis(q);
    order[x.shape().axis(q)] = x.shape().axis(p);
    return x.transpose(order);
  }

  /** One axis at another place, the others in their order. */
  public static Tensor moveAxis(Tensor x, int from, int to) {
    int source = x.shape().axis(from);
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
    order.remove(source);
    order.add(x.shape().axis(to), source);
    return x.transpose(order.stream().mapToInt(Integer::intValue).toArray());
  }

  /** π: axis k of the result is axis {@code permutation()[k]} of x. */
  public int[] permutation() {
    return permutation.clone();
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Tensor forward() {
    return x.view(x.layout().transpose(permutation));
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.transpose(inverse(permutation)));
  }

  /** π⁻¹: the permutation that undoes this one, whose axes may count from the last. */
  static int[] inverse(int... permutation) {
    int[] inverse = new int[permutation.length];
    for (int k = 0; k < inverse.length; k++) {
      inverse[Math.floorMod(permutation[k], inverse.length)] = k;
    }
    return inverse;
  }

  @Override
  public String toString() {
    return "Transpose" + Arrays.toString(permutation);
  }
}
