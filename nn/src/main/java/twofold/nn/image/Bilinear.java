package twofold.nn.image;

/**
 * The value between four pixels.
 *
 * <pre>
 *   i = ⌊y⌋, j = ⌊x⌋,  v = y − i,  u = x − j
 *
 *   p(x, y) = (1 − v)·((1 − u)·p(i, j)     + u·p(i, j + 1))
 *           +      v ·((1 − u)·p(i + 1, j) + u·p(i + 1, j + 1))
 * </pre>
 *
 * <p>At a pixel it is that pixel, and in between it is linear along both axes: a plane a·x + b·y +
 * c stays what it is. Half way between two pixels it is their mean, so turning a picture blurs it a
 * little. What lies outside, {@link Fill} says.
 */
final class Bilinear {
  /** Coordinates are held within this, far beyond any picture, so that they are ints. */
  private static final double FAR = 1 << 30;

  private Bilinear() {}

  /** The definition, pixel by pixel; the new picture's numbers. */
  static double[] reference(Picture old, Mapping from, Fill fill, int height, int width) {
    double[] made = new double[old.channels() * height * width];
    double[] x = new double[width];
    double[] y = new double[width];
    for (int k = 0; k < old.channels(); k++) {
      for (int r = 0; r < height; r++) {
        from.row(r, x, y);
        for (int c = 0; c < width; c++) {
          made[(k * height + r) * width + c] = value(old, k, x[c], y[c], fill);
        }
      }
    }
    return made;
  }

  // region reference
  private static double value(Picture p, int k, double x, double y, Fill fill) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return fill.value(); // from nowhere
    }
    int i = floor(y);
    int j = floor(x);
    double v = within(y) - i;
    double u = within(x) - j;
    double above = (1 - u) * pixel(p, k, i, j, fill) + u * pixel(p, k, i, j + 1, fill);
    double below = (1 - u) * pixel(p, k, i + 1, j, fill) + u * pixel(p, k, i + 1, j + 1, fill);
    return (1 - v) * above + v * below;
  }

  // endregion

  private static double pixel(Picture p, int k, int i, int j, Fill fill) {
    int row = fill.index(i, p.height());
    int column = fill.index(j, p.width());
    return row < 0 || column < 0 ? fill.value() : p.at(k, row, column);
  }

  private static int floor(double x) {
    return (int) Math.floor(within(x));
  }

  private static double within(double x) {
    return Math.max(-FAR, Math.min(FAR, x));
  }

  /**
   * The same, faster: in single precision once the place is known; where all four neighbours are
   * inside, as nearly always, without asking what lies outside; and a place is worked out once for
   * all channels.
   */
  static Picture resample(Picture old, Mapping from, Fill fill, int height, int width) {
    float[] source = old.array();
    int rows = old.height();
    int columns = old.width();
    int plane = rows * columns;
    float[] made = new float[Math.multiplyExact(old.channels(), Math.multiplyExact(height, width))];
    double[] x = new double[width];
    double[] y = new double[width];
    for (int r = 0; r < height; r++) {
      from.row(r, x, y);
      for (int c = 0; c < width; c++) {
        int to = r * width + c;
        double fromX = x[c];
        double fromY = y[c];
        // A NaN is not inside either.
        if (fromX >= 0 && fromY >= 0 && fromX < columns - 1 && fromY < rows - 1) {
          int i = (int) fromY; // not negative, so this is the floor
          int j = (int) fromX;
          float u = (float) (fromX - j);
          float v = (float) (fromY - i);
          int at = i * columns + j;
          for (int k = 0; k < old.channels(); k++) {
            float above = (1 - u) * source[at] + u * source[at + 1];
            float below = (1 - u) * source[at + columns] + u * source[at + columns + 1];
            made[to] = (1 - v) * above + v * below;
            at += plane;
            to += height * width;
          }
        } else {
          for (int k = 0; k < old.channels(); k++) {
            made[to] = (float) value(old, k, fromX, fromY, fill);
            to += height * width;
          }
        }
      }
    }
    return Picture.wrap(old.channels(), height, width, made);
  }
}
