package twofold.tensor;

/**
 * What the CPU writings of all unary element-wise operations share: dense pieces, dealt out to the
 * threads.
 */
abstract class UnaryCpu implements Unary.Kernel<float[]> {
  /**
   * Elements that one thread takes at a time: some microseconds of work, well above the cost of
   * handing it over.
   */
  static final int GRAIN = 1 << 14;

  /** {@code y[yi + r] = f(x[xi + r])} for r = 0 … n − 1. */
  abstract void map(float[] x, int xi, float[] y, int yi, int n);

  @Override
  public void map(View<float[]> x, float[] y) {
    Parallel.ranges(y.length, GRAIN, (from, to) -> mapRange(x, y, from, to));
  }

  private void mapRange(View<float[]> x, float[] y, int from, int to) {
    Pieces pieces = new Pieces(x, 0);
    int n;
    for (int i = from; i < to; i += n) {
      n = Math.min(to - i, pieces.reach(i));
      pieces.seek(i, n);
      map(pieces.data, pieces.at, y, i, n);
    }
  }
}
