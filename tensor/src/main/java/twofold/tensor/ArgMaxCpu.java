package twofold.tensor;

/** {@link ArgMax}: rows dealt out to the threads, each read as dense pieces. */
final class ArgMaxCpu implements ArgMax.Kernel<float[]> {
  /** Elements worth handing over to a thread. */
  private static final int GRAIN = 1 << 14;

  @Override
  public void reduce(View<float[]> x, float[] y, int n) {
    Parallel.ranges(y.length, Math.max(1, GRAIN / n), (from, to) -> rows(x, y, n, from, to));
  }

  private static void rows(View<float[]> x, float[] y, int n, int from, int to) {
    Pieces pieces = new Pieces(x, 0);
    for (int i = from; i < to; i++) {
      int best = 0;
      float largest = x.data()[x.at(i * n)];
      int length;
      for (int j = 0; j < n; j += length) {
        length = Math.min(n - j, pieces.reach(i * n + j));
        pieces.seek(i * n + j, length);
        for (int r = 0; r < length; r++) {
          float q = pieces.data[pieces.at + r];
          if (q > largest || (q != q && largest == largest)) {
            largest = q;
            best = j + r;
          }
        }
      }
      y[i] = best;
    }
  }
}
