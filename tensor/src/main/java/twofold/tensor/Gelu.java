package twofold.tensor;

import static twofold.tensor.GeluGradient.geluGradient;

import java.util.List;
import java.util.function.Supplier;

/**
 * The Gaussian error linear unit, element by element: x, kept with the probability that a standard
 * normal number is less - what dropout would be if it looked at its input, on average.
 *
 * <pre>
 *   yᵢ = xᵢ·Φ(xᵢ)        Φ(x) = (1 + erf(x/√2))/2 = erfc(−x/√2)/2        [Hendrycks &amp; Gimpel 2016]
 *
 *   As Φ(x) + Φ(−x) = 1, also gelu(x) − gelu(−x) = x. At −∞ it is −∞·0, NaN.
 *
 *   Pullback. Φ′ = φ, the normal density:      x̄ = G ∘ (Φ(x) + x·φ(x))        see GeluGradient
 *
 *   Rounding. Left of 0 the sum 1 + erf cancels: y would be off by some u of |x|, and from x = −5.5 on, where a float has
 *   no room for Φ beside 1, it would be 0. With the complement erfc, a number of its own that the twins compute by
 *   MillsRatio, nothing cancels. So the promise is one about y itself, however small, down to the smallest normal number:
 *     |fl(y) − y| ≤ 14u·|y| on the processor, 40u·|y| on OpenCL devices
 *     4000u·|y| in double: up to x = −2.8 from erfc 1400u; further out, where y is a normal number up to x²/2 = 709, from
 *     its exponent 5·(x²/2)·u, for √2 and the quotient, which are squared, and the square
 * </pre>
 */
public record Gelu(Tensor x) implements Unary {

  /** {@code y[i] = x at i · Φ(x at i)}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = gelu(x.data()[x.at(i)]);
    }
  }

  /** x·Φ(x) of one number. */
  public static double gelu(double x) {
    return x * normal(x);
  }

  /** Φ(x): the probability that a standard normal number is less than x. */
  static double normal(double x) {
    return Erf.erfc(-x / Math.sqrt(2)) / 2;
  }

  public static Tensor gelu(Tensor x) {
    return new Gelu(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> geluGradient(x, g));
  }
}
