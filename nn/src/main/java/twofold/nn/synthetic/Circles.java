package twofold.nn.synthetic;

/**
 * Circles around one centre: one number, the distance from it, tells the classes apart, but no
 * weighted sum of the coordinates does.
 *
 * <pre>
 *   rₖ·(cos φ, sin φ) + noise·z        φ uniform in [0, 2π),  z ~ N(0, I)
 * </pre>
 */
public final class Circles {
  private Circles() {}

  /**
   * @param radii of each class, above 0
   * @param noise 0 or more
   */
  public static LabelledPoints draw(int count, double[] radii, double noise, long seed) {
    Require.that(radii.length > 0, "there must be at least one radius, got none");
    for (double radius : radii) {
      Require.that(radius > 0, "radii must be above 0, got " + radius);
    }
    Require.noise(noise);
    return LabelledPoints.draw(
        count,
        radii.length,
        seed,
        (k, random) -> {
          double angle = Require.between(0, 2 * Math.PI, random);
          double x = radii[k] * StrictMath.cos(angle);
          double y = radii[k] * StrictMath.sin(angle);
          return Require.blur(noise, random, x, y);
        });
  }
}
