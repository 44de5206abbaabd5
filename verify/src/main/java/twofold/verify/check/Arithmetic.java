package twofold.verify.check;

import twofold.tensor.Device;

/**
 * How accurately a device computes: what every bound in this package is made of.
 *
 * @param u unit roundoff: one operation + − · gives the exact result times (1 + δ), |δ| ≤ u
 * @param tiny absolute error that may come on top near 0: results below the smallest normal number
 *     may be rounded coarsely or flushed to 0
 * @param divide largest error of a quotient, in ulp
 * @param exp largest error of the exponential, in ulp
 * @param log largest error of the logarithm, in ulp
 * @param tanh largest error of the hyperbolic tangent, in ulp
 * @param sqrt largest error of the square root, in ulp
 * @param sin largest error of sine and cosine, in ulp
 * @param pow largest error of a power, in ulp
 * @param erf largest error of the error function, in ulp
 * @param gelu largest error of GELU, and of its slope beside what is added up there, in u
 */
public record Arithmetic(
    double u,
    double tiny,
    double divide,
    double exp,
    double log,
    double tanh,
    double sqrt,
    double sin,
    double pow,
    double erf,
    double gelu) {

  /** Java's double: quotients and roots correctly rounded, functions as {@link Math} promises. */
  public static final Arithmetic DOUBLE =
      new Arithmetic(0x1p-53, Double.MIN_NORMAL, 0.5, 1, 1, 2.5, 0.5, 1, 1, 6, 4000);

  /** The cpu device: quotients and roots correctly rounded, functions as their lessons promise. */
  public static final Arithmetic CPU =
      new Arithmetic(0x1p-24, Float.MIN_NORMAL, 0.5, 2, 2, 2, 0.5, 1, 1, 2, 14);

  /** Any OpenCL device of the full profile. [OpenCL C specification, relative error as ulps] */
  public static final Arithmetic OPENCL =
      new Arithmetic(0x1p-24, Float.MIN_NORMAL, 2.5, 3, 3, 5, 3, 4, 16, 16, 40);

  public static Arithmetic of(Device<?> device) {
    if (device == Device.reference()) {
      return DOUBLE;
    }
    return device.name().equals("gpu") ? OPENCL : CPU;
  }

  /** What storing a number rounds away: nothing, if it fits or is not finite. */
  public double storing(double number) {
    double stored = u == 0x1p-53 ? number : (float) number;
    return stored == number || number != number ? 0 : Math.abs(number - stored);
  }

  /** {@code γₙ = n·u/(1 − n·u)}: n roundings in a row. [Higham 2002, lemma 3.1] */
  public double gamma(double n) {
    if (n * u >= 1) {
      throw new IllegalArgumentException("γ is defined for n·u < 1, got n = " + n);
    }
    return n * u / (1 - n * u);
  }

  /**
   * An error of so many ulp, relative to the result: one ulp is at most 2u of the number it belongs
   * to.
   */
  public double ulp(double ulps) {
    return 2 * u * ulps;
  }
}
