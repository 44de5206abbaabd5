package twofold.tensor;

/**
 * What the CPU writings of all binary element-wise operations share: dense pieces, dealt out to the
 * threads.
 */
abstract class BinaryCpu implements Binary.Kernel<float[]> {

  /** {@code c[ci + r] = f(a[ai + r], b[bi + r])} for r = 0 … n − 1. */
  abstract void map(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n);

  @Override
  public final void map(View<float[]> a, View<float[]> b, float[] c) {
    Parallel.ranges(c.length, UnaryCpu.GRAIN, (from, to) -> mapRange(a, b, c, from, to));
  }

  private void mapRange(View<float[]> a, View<float[]> b, float[] c, int from, int to) {
    Pieces as = new Pieces(a, 0);
    Pieces bs = new Pieces(b, 1);
    int n;
    for (int i = from; i < to; i += n) {
      n = Math.min(to - i, Math.min(as.reach(i), bs.reach(i)));
      as.seek(i, n);
      bs.seek(i, n);
      map(as.data, as.at, bs.data, bs.at, c, i, n);
    }
  }
}
