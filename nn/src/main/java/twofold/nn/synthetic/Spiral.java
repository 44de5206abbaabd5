package twofold.nn.synthetic;

/**
 * Arms that wind around one another: each straight line crosses all of them, again and again.
 *
 * <pre>
 *   t·(cos α, sin α) + noise·z        α = 2π·(turns·t + k/arms),  t uniform in [0, 1],  z ~ N(0, I)
 * </pre>
 */
public final class Spiral {
  private Spiral() {}

  /**
   * @param arms at least 1, a class for each
   * @param turns how often an arm goes round
   * @param noise 0 or more; neighbouring arms are 1/(turns·arms) apart
   */
  public static LabelledPoints draw(int count, int arms, double turns, double noise, long seed) {
    Require.that(arms >= 1, "arms must be at least 1, got " + arms);
    Require.that(Double.isFinite(turns), "turns must be a finite number, got " + turns);
    Require.noise(noise);
    return LabelledPoints.draw(
        count,
        arms,
        seed,
        (k, random) -> {
          double t = random.nextDouble();
          double angle = 2 * Math.PI * (turns * t + (double) k / arms);
          double x = t * StrictMath.cos(angle);
          double y = t * StrictMath.sin(angle);
          return Require.blur(noise, random, x, y);
        });
  }
}
