package twofold.tensor;

/**
 * {@link Copy}: gathering is what {@link Pieces} does anyway; what is left is one block copy.
 *
 * <p>Except where the last two axes are a transposed matrix. Read row by row it would touch a new
 * cache line with every element, and by the time a line's second element is wanted the line is
 * gone. So a band of 64 rows of the result is put together in a scratch array, from pieces of 64
 * neighbours: some lines of the cache, each used whole while it is there.
 */
final class CopyCpu extends UnaryCpu implements Copy.Kernel<float[]> {
  /** Floats in a line of a cache: with fewer rows or columns there is little to gain. */
  private static final int FLOATS_PER_LINE = 16;

  /** Rows of the result in a band. */
  private static final int BAND = 64;

  /** As much of a row of the result is put together at a time; 20 KB in all. */
  private static final int LENGTH = 64;

  /** A line of the cache more, or all rows would lie in the same few sets of it. */
  private static final int LINE = LENGTH + FLOATS_PER_LINE;

  private static final ThreadLocal<float[]> LINES =
      ThreadLocal.withInitial(() -> new float[BAND * LINE]);

  @Override
  public void map(View<float[]> x, float[] y) {
    Layout layout = x.layout();
    int rank = layout.shape().rank();
    boolean transposed =
        rank >= 2
            && layout.stride(-2) == 1
            && layout.shape().dim(-1) >= FLOATS_PER_LINE
            && layout.shape().dim(-2) >= FLOATS_PER_LINE;
    if (transposed) {
      int rows = layout.shape().dim(-2);
      int bands = y.length / (rows * layout.shape().dim(-1)) * ((rows + BAND - 1) / BAND);
      Parallel.run(bands, band -> transposeBand(x, y, band));
    } else {
      super.map(x, y);
    }
  }

  @Override
  void map(float[] x, int xi, float[] y, int yi, int n) {
    System.arraycopy(x, xi, y, yi, n);
  }

  /** Up to 64 rows of the result, counted through all matrices of the tensor. */
  private static void transposeBand(View<float[]> x, float[] y, int band) {
    int rows = x.shape().dim(-2);
    int columns = x.shape().dim(-1);
    int stride = x.layout().stride(-1);
    int bandsPerMatrix = (rows + BAND - 1) / BAND;
    int first = band % bandsPerMatrix * BAND;
    int last = Math.min(rows, first + BAND);
    int to = band / bandsPerMatrix * rows * columns + first * columns;
    int from = x.at(to);
    float[] lines = LINES.get();
    for (int j = 0; j < columns; j += LENGTH) {
      int length = Math.min(LENGTH, columns - j);
      if (last - first == BAND) {
        turn(x.data(), from + j * stride, stride, length, lines);
      } else {
        for (int k = 0; k < length; k++) {
          for (int i = 0; i < last - first; i++) {
            lines[i * LINE + k] = x.data()[from + (j + k) * stride + i];
          }
        }
      }
      for (int i = 0; i < last - first; i++) {
        System.arraycopy(lines, i * LINE, y, to + i * columns + j, length);
      }
    }
  }

  /** 64 numbers side by side become one of each line, again and again. */
  private static void turn(float[] x, int from, int stride, int length, float[] lines) {
    for (int k = 0; k < length; k++) {
      int at = from + k * stride;
      for (int i = 0; i < BAND; i++) {
        lines[i * LINE + k] = x[at + i];
      }
    }
  }
}
