package twofold.tensor;

/** {@link Gate}: the result is chosen, not multiplied, so an infinite b cannot leak through. */
final class GateCpu extends BinaryCpu implements Gate.Kernel<float[]> {

  @Override
  void map(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r++) {
      c[ci + r] = a[ai + r] > 0 ? b[bi + r] : 0;
    }
  }
}
