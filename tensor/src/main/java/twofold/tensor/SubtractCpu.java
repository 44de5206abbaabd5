package twofold.tensor;

/** {@link Subtract}: a dense loop. */
final class SubtractCpu extends BinaryCpu implements Subtract.Kernel<float[]> {

  @Override
  void map(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r++) {
      c[ci + r] = a[ai + r] - b[bi + r];
    }
  }
}
