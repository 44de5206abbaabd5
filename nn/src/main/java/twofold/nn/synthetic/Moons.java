package twofold.nn.synthetic;

/**
 * Two half circles, each of which has an end in the other's hollow: no straight line separates
 * them.
 *
 * <pre>
 *   class 0   (cos t, sin t)                 t uniform in [0, π]
 *   class 1   (1 − cos t, ½ − sin t)         and noise·z, z ~ N(0, I), for both
 * </pre>
 */
public final class Moons {
  private Moons() {}

  /**
   * @param noise 0 or more; from about 0.3 on the moons overlap
   */
  public static LabelledPoints draw(int count, double noise, long seed) {
    Require.noise(noise);
    return LabelledPoints.draw(
        count,
        2,
        seed,
        (k, random) -> {
          double t = Require.between(0, Math.PI, random);
          double x = StrictMath.cos(t);
          double y = StrictMath.sin(t);
          return k == 0
              ? Require.blur(noise, random, x, y)
              : Require.blur(noise, random, 1 - x, 0.5 - y);
        });
  }
}
