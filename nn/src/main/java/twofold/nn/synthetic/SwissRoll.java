package twofold.nn.synthetic;

/**
 * A sheet rolled up like a cake: near in space, on neighbouring layers, may be far along the sheet.
 *
 * <pre>
 *   (t·cos t, h, t·sin t)        t uniform in [3π/2, 9π/2], h uniform in [0, 21]
 *
 *   The curve's speed is |d/dt (t·cos t, t·sin t)| = √(1 + t²), so the length of the arc from 0 is
 *     s(t) = ∫₀ᵗ √(1 + τ²) dτ = ½·(t·√(1 + t²) + arsinh t)
 *   and the point lies on the sheet at (s(t), h).
 * </pre>
 *
 * [Tenenbaum, de Silva and Langford, A global geometric framework for nonlinear dimensionality
 * reduction, Science 2000]
 */
public final class SwissRoll {
  /** Where the roll begins and ends, and how wide it is. */
  public static final double FROM = 1.5 * Math.PI;

  public static final double TO = 4.5 * Math.PI;
  public static final double WIDTH = 21;

  private SwissRoll() {}

  /**
   * @param noise 0 or more, in space only
   */
  public static Sheet draw(int count, double noise, long seed) {
    Require.noise(noise);
    return Sheet.draw(
        count,
        seed,
        random -> {
          double t = Require.between(FROM, TO, random);
          double h = Require.between(0, WIDTH, random);
          double[] point = at(t, h);
          return new Sheet.Spot(Require.blur(noise, random, point), new double[] {arcLength(t), h});
        });
  }

  /** The point of the roll at angle t and height h. */
  public static double[] at(double t, double h) {
    return new double[] {t * StrictMath.cos(t), h, t * StrictMath.sin(t)};
  }

  /** s(t), for t from 0. */
  public static double arcLength(double t) {
    double root = Math.sqrt(1 + t * t);
    return 0.5 * (t * root + StrictMath.log(t + root)); // arsinh t = ln(t + √(1 + t²))
  }
}
