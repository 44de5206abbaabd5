package twofold.tensor;

/** {@link Less}: the comparison of the processor is the one of IEEE 754. */
final class LessCpu extends BinaryCpu implements Less.Kernel<float[]> {

  @Override
  void map(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r++) {
      c[ci + r] = a[ai + r] < b[bi + r] ? 1 : 0;
    }
  }
}
