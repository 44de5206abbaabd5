package twofold.tensor;

/** {@link Divide}: a dense loop. */
final class DivideCpu extends BinaryCpu implements Divide.Kernel<float[]> {

  @Override
  void map(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r++) {
      c[ci + r] = a[ai + r] / b[bi + r];
    }
  }
}
