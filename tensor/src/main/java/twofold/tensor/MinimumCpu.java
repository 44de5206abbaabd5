package twofold.tensor;

/** {@link Minimum}: {@code Math.min} keeps NaN. */
final class MinimumCpu extends BinaryCpu implements Minimum.Kernel<float[]> {

  @Override
  void map(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r++) {
      c[ci + r] = Math.min(a[ai + r], b[bi + r]);
    }
  }
}
