package twofold.tensor;

/** {@link Power}: the plain writing. The double result, rounded once, is within 0.51 ulp. */
final class PowerCpu extends BinaryCpu implements Power.Kernel<float[]> {

  @Override
  void map(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r++) {
      c[ci + r] = (float) Math.pow(a[ai + r], b[bi + r]);
    }
  }
}
