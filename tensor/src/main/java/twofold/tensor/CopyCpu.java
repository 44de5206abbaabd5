package twofold.tensor;

/**
 * {@link Copy}: gathering is what {@link Pieces} does anyway; what is left is one block copy.
 *
 * <p>Except where the last two axes are a transposed matrix. Read row by row it would touch a new
 * cache line with every element, and by the time a line's second element is wanted the line is
 * gone. In squares of 16 × 16 each line - of 16 floats - is used whole while it is there.
 */
final class CopyCpu extends UnaryCpu implements Copy.Kernel<float[]> {
  private static final int SQUARE = 16;

  @Override
  public void map(View<float[]> x, float[] y) {
    Layout layout = x.layout();
    int rank = layout.shape().rank();
    boolean transposed =
        rank >= 2
            && layout.stride(-2) == 1
            && layout.shape().dim(-1) >= SQUARE
            && layout.shape().dim(-2) >= SQUARE;
    if (transposed) {
      int rows = layout.shape().dim(-2);
      int bands = y.length / (rows * layout.shape().dim(-1)) * ((rows + SQUARE - 1) / SQUARE);
      Parallel.run(bands, band -> transposeBand(x, y, band));
    } else {
      super.map(x, y);
    }
  }

  @Override
  void map(float[] x, int xi, float[] y, int yi, int n) {
    System.arraycopy(x, xi, y, yi, n);
  }

  /** Sixteen rows of the result, counted through all matrices of the tensor. */
  private static void transposeBand(View<float[]> x, float[] y, int band) {
    int rows = x.shape().dim(-2);
    int columns = x.shape().dim(-1);
    int stride = x.layout().stride(-1);
    int bandsPerMatrix = (rows + SQUARE - 1) / SQUARE;
    int first = band % bandsPerMatrix * SQUARE;
    int last = Math.min(rows, first + SQUARE);
    int to = band / bandsPerMatrix * rows * columns + first * columns;
    int from = x.at(to);
    for (int j = 0; j < columns; j += SQUARE) {
      int end = Math.min(columns, j + SQUARE);
      for (int i = 0; i < last - first; i++) {
        for (int k = j; k < end; k++) {
          y[to + i * columns + k] = x.data()[from + i + k * stride];
        }
      }
    }
  }
}
