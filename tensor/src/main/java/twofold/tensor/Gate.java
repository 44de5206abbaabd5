package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Lets b pass where a is positive and 0 elsewhere: how a gradient goes back through {@link Relu}.
 *
 * <pre>
 *   cᵢ = bᵢ if aᵢ > 0, else 0        (a NaN is not positive: 0)
 *
 *   Why not [a > 0] ∘ b: where the gate is shut, an infinite b must give 0, and 0·∞ is NaN.
 *
 *   Pullback. In a the result is piecewise constant: no gradient. In b it is linear, and the gate is its own adjoint:
 *     B̄ = sumTo(gate(a, G), shape of b)
 *   Rounding. Exact.
 * </pre>
 */
public record Gate(Tensor a, Tensor b) implements Binary {

  /** {@code c[i] = b at i if a at i > 0 else 0}. */
  public interface Kernel<S> extends Binary.Kernel<S> {}

  static void reference(View<double[]> a, View<double[]> b, double[] c) {
    for (int i = 0; i < c.length; i++) {
      c[i] = a.data()[a.at(i)] > 0 ? b.data()[b.at(i)] : 0;
    }
  }

  public static Tensor gate(Tensor a, Tensor b) {
    return new Gate(a, b).apply();
  }

  @Override
  public Tensor forward() {
    return Binary.map(Kernel.class, a, b);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor c, Tensor g) {
    return List.of(CONSTANT, () -> SumTo.sumTo(gate(a, g), b.shape()));
  }
}
