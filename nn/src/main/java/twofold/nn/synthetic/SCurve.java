package twofold.nn.synthetic;

/**
 * A sheet bent into an S: two arcs of circles with radius 1, one bent each way.
 *
 * <pre>
 *   (sin t, h, sign(t)·(cos t − 1))        t uniform in [−3π/2, 3π/2], h uniform in [0, 2]
 *
 *   The speed is √(cos²t + sin²t) = 1, so t is the length of the arc, and the point lies on the
 *   sheet at (t, h).
 * </pre>
 */
public final class SCurve {
  /** The sheet goes from −REACH to REACH along the S. */
  public static final double REACH = 1.5 * Math.PI;

  /** How wide it is. */
  public static final double WIDTH = 2;

  private SCurve() {}

  /**
   * @param noise 0 or more, in space only
   */
  public static Sheet draw(int count, double noise, long seed) {
    Require.noise(noise);
    return Sheet.draw(
        count,
        seed,
        random -> {
          double t = Require.between(-REACH, REACH, random);
          double h = Require.between(0, WIDTH, random);
          return new Sheet.Spot(Require.blur(noise, random, at(t, h)), new double[] {t, h});
        });
  }

  /** The point at t along the S and at height h. */
  public static double[] at(double t, double h) {
    return new double[] {StrictMath.sin(t), h, Math.signum(t) * (StrictMath.cos(t) - 1)};
  }
}
