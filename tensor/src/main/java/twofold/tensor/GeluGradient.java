package twofold.tensor;

import static twofold.tensor.Exp.exp;
import static twofold.tensor.Square.square;
import static twofold.tensor.SumTo.sumTo;

import java.util.List;
import java.util.function.Supplier;

/**
 * How a gradient b goes back through {@link Gelu} at a: times its slope.
 *
 * <pre>
 *   cᵢ = bᵢ·s(aᵢ),  s(x) = Φ(x) + x·φ(x)        φ(x) = e^−x²/2/√(2π)        s(x) + s(−x) = 1
 *
 *   From 0 far left the slope falls to −0.13 at x = −√2, is 0 at −0.75, ½ at 0, 1.13 at √2, and goes back to 1.
 *   At ±∞ it is NaN, as ∞·0.
 *
 *   Pullback. φ′ = −x·φ, so s′ = 2φ − x²·φ. With ψ = e^−x²/4, which is √(√(2π)·φ), neither factor of x²·φ is on its own:
 *     s′ = (2ψ² − (x·ψ)²)/√(2π)               where x² overflows, x·ψ is still 0
 *     Ā = sumTo(G ∘ b ∘ s′(a), shape of a)      B̄ = sumTo(geluGradient(a, G), shape of b)
 *
 *   Rounding. Φ and x·φ have opposite signs left of 0, so the error is small beside them, not beside their sum:
 *     |fl(c) − c| ≤ |b|·(Φ + |a|·φ)·K·u,  K = 14 on the processor, 40 on OpenCL devices, 4000 in double
 * </pre>
 */
public record GeluGradient(Tensor a, Tensor b) implements Binary {
  private static final double ROOT_2_PI = Math.sqrt(2 * Math.PI);

  /** {@code c[i] = b at i · s(a at i)}. */
  public interface Kernel<S> extends Binary.Kernel<S> {}

  static void reference(View<double[]> a, View<double[]> b, double[] c) {
    for (int i = 0; i < c.length; i++) {
      c[i] = b.data()[b.at(i)] * slope(a.data()[a.at(i)]);
    }
  }

  /** Φ(x) + x·φ(x) of one number. */
  public static double slope(double x) {
    return Gelu.normal(x) + x * Math.exp(-x * x / 2) / ROOT_2_PI;
  }

  /**
   * @param x where GELU was taken
   * @param g the gradient of its result
   */
  public static Tensor geluGradient(Tensor x, Tensor g) {
    return new GeluGradient(x, g).apply();
  }

  @Override
  public Tensor forward() {
    return Binary.map(Kernel.class, a, b);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor c, Tensor g) {
    return List.of(
        () -> sumTo(g.multiply(b).multiply(curvature()), a.shape()),
        () -> sumTo(geluGradient(a, g), b.shape()));
  }

  /** s′(a). */
  private Tensor curvature() {
    Tensor psi = exp(square(a).multiply(-0.25));
    Tensor bend = square(psi).multiply(2).subtract(square(a.multiply(psi)));
    return bend.multiply(1 / ROOT_2_PI);
  }
}
