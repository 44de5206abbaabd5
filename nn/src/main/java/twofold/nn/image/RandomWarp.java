package twofold.nn.image;

import java.util.random.RandomGenerator;

/**
 * Turns, shears, zooms, shifts and bends a picture by random amounts, in one resampling.
 *
 * <pre>
 *   p ↦ c + s + R(φ)·K(k)·Z(a, b)·(p − c)       c the picture's middle
 *
 *   Z zoom by a and b    a, b uniform in [zoomLow, zoomHigh], each for itself; 2 is twice as large
 *   K shear by k         k uniform in ±shear; x grows by k for each row further down
 *   R turn by φ          φ uniform in ±rotation, degrees
 *   s shift              uniform in ±shiftX·width, ±shiftY·height
 *   and before all that  an elastic displacement of the new picture's points
 * </pre>
 *
 * <p>Start from {@link #NONE} and say what is wanted: {@code
 * RandomWarp.NONE.withRotation(10).withShift(0.1)}.
 *
 * @param elastic standard deviation of the displacement in pixels; 0 for none
 * @param smoothness how smooth it is, as the standard deviation of a blur in pixels
 * @param fill what lies around the picture
 */
public record RandomWarp(
    double rotation,
    double shiftX,
    double shiftY,
    double shear,
    double zoomLow,
    double zoomHigh,
    double elastic,
    double smoothness,
    Fill fill)
    implements Augmentation {

  /** Nothing happens. */
  public static final RandomWarp NONE = new RandomWarp(0, 0, 0, 0, 1, 1, 0, 4, Fill.ZERO);

  public RandomWarp {
    requireAmount("rotation", rotation);
    requireAmount("shiftX", shiftX);
    requireAmount("shiftY", shiftY);
    requireAmount("shear", shear);
    requireAmount("elastic", elastic);
    if (!(zoomLow > 0 && zoomLow <= zoomHigh && zoomHigh < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "zoom must go from a positive number to one not below it, got %s to %s"
              .formatted(zoomLow, zoomHigh));
    }
    if (!(smoothness >= 1 && smoothness < Double.POSITIVE_INFINITY)) { // else pixels are torn apart
      throw new IllegalArgumentException("smoothness must be at least 1, got " + smoothness);
    }
  }

  private static void requireAmount(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be a number from 0 on, got " + value);
    }
  }

  /** By up to so many degrees either way. */
  public RandomWarp withRotation(double degrees) {
    return new RandomWarp(
        degrees, shiftX, shiftY, shear, zoomLow, zoomHigh, elastic, smoothness, fill);
  }

  /** By up to this part of the width and of the height. */
  public RandomWarp withShift(double part) {
    return withShift(part, part);
  }

  /** By up to this part of the width, and that of the height. */
  public RandomWarp withShift(double x, double y) {
    return new RandomWarp(rotation, x, y, shear, zoomLow, zoomHigh, elastic, smoothness, fill);
  }

  /** By up to so much per row. */
  public RandomWarp withShear(double shear) {
    return new RandomWarp(
        rotation, shiftX, shiftY, shear, zoomLow, zoomHigh, elastic, smoothness, fill);
  }

  /** Between these factors. */
  public RandomWarp withZoom(double low, double high) {
    return new RandomWarp(rotation, shiftX, shiftY, shear, low, high, elastic, smoothness, fill);
  }

  /**
   * As rubber. For digits of 28 × 28 pixels Simard, Steinkraus and Platt found σ = 4 best, with an
   * intensity that makes a displacement of about 1.4 pixels.
   */
  public RandomWarp withElastic(double strength, double smoothness) {
    return new RandomWarp(
        rotation, shiftX, shiftY, shear, zoomLow, zoomHigh, strength, smoothness, fill);
  }

  /** What lies around. */
  public RandomWarp withFill(Fill fill) {
    return new RandomWarp(
        rotation, shiftX, shiftY, shear, zoomLow, zoomHigh, elastic, smoothness, fill);
  }

  @Override
  public Picture apply(Picture picture, RandomGenerator random) {
    Affine pull = draw(picture.height(), picture.width(), random).inverse();
    if (elastic == 0) {
      return picture.warp(pull, fill);
    }
    Mapping bent = new Elastic(picture.height(), picture.width(), elastic, smoothness, random);
    return picture.warp(bent.then(pull), fill);
  }

  /** Where a point of the old picture goes to. Six numbers are drawn, whatever the amounts are. */
  private Affine draw(int height, int width, RandomGenerator random) {
    double turn = rotation * sign(random);
    double dx = shiftX * width * sign(random);
    double dy = shiftY * height * sign(random);
    double k = shear * sign(random);
    double a = zoomLow + (zoomHigh - zoomLow) * random.nextDouble();
    double b = zoomLow + (zoomHigh - zoomLow) * random.nextDouble();
    return Affine.scale(a, b)
        .then(Affine.shear(k))
        .then(Affine.rotation(turn))
        .about((width - 1) / 2.0, (height - 1) / 2.0)
        .then(Affine.shift(dx, dy));
  }

  /** Uniform in [−1, 1). */
  private static double sign(RandomGenerator random) {
    return 2 * random.nextDouble() - 1;
  }
}
