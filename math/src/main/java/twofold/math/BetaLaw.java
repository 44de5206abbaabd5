package twofold.math;

import java.util.random.RandomGenerator;

/**
 * Random numbers between 0 and 1 with the density
 *
 * <pre>
 *   f(x) = x^(a−1)·(1 − x)^(b−1) / B(a, b),     a, b > 0
 * </pre>
 *
 * <p>a = b = 1 is uniform; with both small nearly all numbers are close to 0 or to 1, with both
 * large close to a/(a + b). If G and H have gamma laws with shapes a and b, then G/(G + H) has this
 * one.
 *
 * <p>A gamma law of shape a ≥ 1 comes from a normal number z. With d = a − ⅓ and c = 1/√(9·d), the
 * cube d·(1 + c·z)³ has nearly that law, and is accepted with just the probability that makes it
 * exact, never below 0.95:
 *
 * <pre>
 *   v = (1 + c·z)³ > 0   and   ln u < z²/2 + d − d·v + d·ln v       u uniform
 * </pre>
 *
 * <p>A shape a below 1 comes from one above: if G has shape a + 1, then G·u^(1/a) has shape a.
 * [Marsaglia and Tsang, A Simple Method for Generating Gamma Variables, 2000] Logarithms are kept
 * instead of the numbers, as u^(1/a) soon is too small for a double.
 */
public final class BetaLaw {
  private BetaLaw() {}

  /**
   * One number.
   *
   * @throws IllegalArgumentException unless a and b are positive and finite
   */
  public static double draw(double a, double b, RandomGenerator random) {
    require("a", a);
    require("b", b);
    double g = logGamma(a, random);
    double h = logGamma(b, random);
    return 1 / (1 + StrictMath.exp(h - g));
  }

  private static void require(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be a positive number, got " + value);
    }
  }

  /** The logarithm of a number with the gamma law of this shape. */
  private static double logGamma(double shape, RandomGenerator random) {
    if (shape < 1) {
      return logGamma(shape + 1, random) + logUniform(random) / shape;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = RandomStreams.normal(random);
      double root = 1 + c * z;
      if (root > 0) {
        double v = root * root * root;
        double logV = StrictMath.log(v);
        if (logUniform(random) < z * z / 2 + d - d * v + d * logV) {
          return StrictMath.log(d) + logV;
        }
      }
    }
  }

  /** The logarithm of a uniform number, which must not be 0. */
  private static double logUniform(RandomGenerator random) {
    return StrictMath.log(1 - random.nextDouble());
  }
}
