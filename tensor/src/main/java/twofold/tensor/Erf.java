package twofold.tensor;

import static twofold.tensor.Exp.exp;
import static twofold.tensor.Square.square;

import java.util.List;
import java.util.function.Supplier;

/**
 * The error function, element by element: how much of a normal distribution lies within x·√2
 * standard deviations.
 *
 * <pre>
 *   yᵢ = erf xᵢ = 2/√π·∫₀ˣⁱ e^−t² dt        erf(−x) = −erf x        Φ(x) = (1 + erf(x/√2))/2
 *
 *   No formula in finitely many known functions; two that are infinite:
 *
 *     |x| &lt; 2    erf x = 2x/√π·e^−x²·(1 + z/3 + z²/(3·5) + z³/(3·5·7) + …),  z = 2x²        [DLMF 7.6.2]
 *       All terms are positive, so nothing cancels, unlike in Taylor's series. After 40 terms the rest is below u.
 *
 *     |x| ≥ 2    1 − erf x = e^−x²/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …))))              [DLMF 7.9.1; Laplace 1805]
 *       A continued fraction, the faster the larger x; cut off after 60 steps. The difference is below 0.005: of its
 *       relative error next to nothing is left in erf x.
 *
 *   Pullback. The integrand, by the fundamental theorem:      x̄ = G ∘ 2/√π·e^−x²
 *
 *   Rounding. In double 6 ulp, most of them from x² in the exponent: its relative error u becomes x²·u. On the processor
 *   2 ulp, on OpenCL devices 16 ulp, what the OpenCL C specification allows for erf.
 * </pre>
 */
public record Erf(Tensor x) implements Unary {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
  private static final int TERMS = 40;
  private static final int STEPS = 60;

  /** {@code y[i] = erf(x at i)}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = erf(x.data()[x.at(i)]);
    }
  }

  /** erf of one number. */
  public static double erf(double x) {
    double a = Math.abs(x);
    return Math.copySign(a < 2 ? series(a) : 1 - erfc(a), x);
  }

  /**
   * 1 − erf x of one number, which does not cancel from 2 on. Below, 6 ulp of erf x are at most
   * 1400u of the result; from 2 on it is off by (x² + 12)·u of itself, most of it from x² in the
   * exponent.
   */
  static double erfc(double x) {
    return x < 2 ? 1 - erf(x) : Math.exp(-x * x) * fraction(x);
  }

  /** e^x²·(1 − erf x) for x ≥ 0, which falls like 1/x and never overflows. */
  static double erfcx(double x) {
    return x < 2 ? Math.exp(x * x) * erfc(x) : fraction(x);
  }

  /** By Horner's rule, from the last term to the first. */
  private static double series(double x) {
    double sum = 1;
    for (int n = TERMS; n > 0; n--) {
      sum = 1 + 2 * x * x / (2 * n + 1) * sum;
    }
    return TWO_OVER_ROOT_PI * x * Math.exp(-x * x) * sum;
  }

  /** e^x²·(1 − erf x), from the innermost quotient to the outermost. */
  private static double fraction(double x) {
    double f = x;
    for (int n = STEPS; n > 0; n--) {
      f = x + 0.5 * n / f;
    }
    return TWO_OVER_ROOT_PI / 2 / f;
  }

  public static Tensor erf(Tensor x) {
    return new Erf(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.multiply(exp(square(x).negate())).multiply(TWO_OVER_ROOT_PI));
  }
}
