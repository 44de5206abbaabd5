package twofold.tensor;

import static twofold.tensor.Equal.equal;
import static twofold.tensor.Gate.gate;
import static twofold.tensor.Less.greater;
import static twofold.tensor.SumTo.sumTo;

import java.util.List;
import java.util.function.Supplier;

/**
 * The larger of two numbers, element by element with broadcasting. One NaN makes the result NaN.
 *
 * <pre>
 *   cᵢ = max(aᵢ, bᵢ)                −0 counts as smaller than 0
 *
 *   Pullback. Only the larger of the two can move the result. Where they tie (the kink), any way to share the gradient
 *   is a subgradient; here each gets half:
 *     s = [a &gt; b] + ½·[a = b]        Ā = sumTo(G ∘ s, shape of a)
 *   B̄ likewise. Where s is 0 an infinite G must give 0, so a gate stands before the product.
 *
 *   Rounding. Exact: no new number is made.
 * </pre>
 */
public record Maximum(Tensor a, Tensor b) implements Binary {

  /** {@code c[i] = max(a at i, b at i)}. */
  public interface Kernel<S> extends Binary.Kernel<S> {}

  static void reference(View<double[]> a, View<double[]> b, double[] c) {
    for (int i = 0; i < c.length; i++) {
      c[i] = Math.max(a.data()[a.at(i)], b.data()[b.at(i)]);
    }
  }

  public static Tensor maximum(Tensor a, Tensor b) {
    return new Maximum(a, b).apply();
  }

  @Override
  public Tensor forward() {
    return Binary.map(Kernel.class, a, b);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor c, Tensor g) {
    return List.of(() -> share(g, a, b), () -> share(g, b, a));
  }

  /** G to the operand that was chosen, half of it where both were. */
  private static Tensor share(Tensor g, Tensor chosen, Tensor other) {
    Tensor s = greater(chosen, other).add(equal(chosen, other).multiply(0.5));
    return sumTo(gate(s, g).multiply(s), chosen.shape());
  }
}
