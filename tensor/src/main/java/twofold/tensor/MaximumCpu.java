package twofold.tensor;

/** {@link Maximum}: {@code Math.max} keeps NaN. */
final class MaximumCpu extends BinaryCpu implements Maximum.Kernel<float[]> {

  @Override
  void map(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r++) {
      c[ci + r] = Math.max(a[ai + r], b[bi + r]);
    }
  }
}
