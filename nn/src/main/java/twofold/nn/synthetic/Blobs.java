package twofold.nn.synthetic;

/**
 * Round clouds.
 *
 * <pre>
 *   x = cₖ + σ·z        cₖ the centre of class k,  z ~ N(0, I)
 * </pre>
 *
 * The best classifier is known: the nearest centre.
 */
public final class Blobs {
  private Blobs() {}

  /**
   * @param centres at least one, all with as many coordinates
   * @param deviation σ, 0 or more
   */
  public static LabelledPoints draw(int count, double[][] centres, double deviation, long seed) {
    Require.that(centres.length > 0, "there must be at least one centre, got none");
    for (double[] centre : centres) {
      Require.that(
          centre.length == centres[0].length,
          "centres must have " + centres[0].length + " coordinates, got " + centre.length);
    }
    Require.noise(deviation);
    return LabelledPoints.draw(
        count,
        centres.length,
        seed,
        (k, random) -> Require.blur(deviation, random, centres[k].clone()));
  }
}
