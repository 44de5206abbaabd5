package twofold.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

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
    int[] inverse = new int[permutation.length];
    for (int k = 0; k < inverse.length; k++) {
      inverse[x.shape().axis(permutation[k])] = k;
    }
    return List.of(() -> g.transpose(inverse));
  }

  @Override
  public String toString() {
    return "Transpose" + Arrays.toString(permutation);
  }
}
