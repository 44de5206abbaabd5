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
public final class Bilinear {
  /** Coordinates are held within this, far beyond any picture, so that they are ints. */
  private static final double FAR = 1 << 30;

  private Bilinear() {}

  /**
   * The definition, pixel by pixel, in double precision.
   *
   * @return the numbers of a picture of {@code height} rows and {@code width} columns, channel by
   *     channel and row by row
   */
  public static double[] reference(Picture old, Mapping from, Fill fill, int height, int width) {
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
   * The same, faster: in single precision once the place is known; and where all four neighbours
   * are inside, as nearly always, without asking what lies outside.
   */
  static Picture resample(Picture old, Mapping from, Fill fill, int height, int width) {
    int size = Math.multiplyExact(old.channels(), Math.multiplyExact(height, width));
    float[] made = new float[size];
    double[] x = new double[width];
    double[] y = new double[width];
    Edge edge = new Edge(old, fill);
    for (int r = 0; r < height; r++) {
      from.row(r, x, y);
      for (int k = 0; k < old.channels(); k++) {
        row(old, k, x, y, edge, made, (k * height + r) * width);
      }
    }
    return Picture.wrap(old.channels(), height, width, made);
  }

  private static void row(
      Picture old, int channel, double[] x, double[] y, Edge edge, float[] made, int to) {
    float[] p = old.array();
    int width = old.width();
    int start = channel * old.height() * width;
    double right = width - 1;
    double bottom = old.height() - 1;
    for (int c = 0; c < x.length; c++) {
      if (x[c] >= 0 && y[c] >= 0 && x[c] < right && y[c] < bottom) { // a NaN is not inside
        int i = (int) y[c]; // not negative, so this is the floor
        int j = (int) x[c];
        float u = (float) (x[c] - j);
        float v = (float) (y[c] - i);
        int at = start + i * width + j;
        float above = (1 - u) * p[at] + u * p[at + 1];
        float below = (1 - u) * p[at + width] + u * p[at + width + 1];
        made[to + c] = (1 - v) * above + v * below;
      } else {
        made[to + c] = edge.value(start, x[c], y[c]);
      }
    }
  }

  /** Places at or beyond the edge, in single precision. */
  private record Edge(float[] p, int height, int width, Fill fill) {

    Edge(Picture old, Fill fill) {
      this(old.array(), old.height(), old.width(), fill);
    }

    float value(int start, double x, double y) {
      boolean near = x > -1 && y > -1 && x < width && y < height;
      if (!near && (fill.mode() == Fill.Mode.CONSTANT || Double.isNaN(x) || Double.isNaN(y))) {
        return fill.value();
      }
      int i = floor(y);
      int j = floor(x);
      float u = (float) (within(x) - j);
      float v = (float) (within(y) - i);
      int top = fill.index(i, height);
      int bottom = fill.index(i + 1, height);
      int left = fill.index(j, width);
      int right = fill.index(j + 1, width);
      float above = (1 - u) * pixel(start, top, left) + u * pixel(start, top, right);
      float below = (1 - u) * pixel(start, bottom, left) + u * pixel(start, bottom, right);
      return (1 - v) * above + v * below;
    }

    private float pixel(int start, int row, int column) {
      return row < 0 || column < 0 ? fill.value() : p[start + row * width + column];
    }
  }
}
