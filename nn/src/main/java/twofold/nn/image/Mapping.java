package twofold.nn.image;

/**
 * Where each pixel of a new picture comes from.
 *
 * <p>One asks backwards, from the new picture to the old one ("pull"): then every new pixel gets a
 * value, and exactly one. Pushing old pixels to their new places leaves holes and collisions.
 *
 * <p>x runs to the right and y down; the centre of pixel (row r, column c) is x = c, y = r. So the
 * middle of a picture is ((width − 1)/2, (height − 1)/2).
 */
@FunctionalInterface
public interface Mapping {

  /**
   * Sets {@code (x[c], y[c])} to the place in the old picture that pixel (row, c) of the new one
   * comes from, for all c. NaN is for what comes from nowhere.
   *
   * @param x as long as the new picture is wide
   * @param y as long as x
   */
  void row(int row, double[] x, double[] y);

  /** What this gives, then moved by another map: (x, y) ↦ next(this(x, y)). */
  default Mapping then(Affine next) {
    return (row, x, y) -> {
      row(row, x, y);
      next.move(x, y);
    };
  }
}
