package twofold.tensor;

/** {@link GeluGradient}: the plain writing, in double and rounded at the end. */
final class GeluGradientCpu extends BinaryCpu implements GeluGradient.Kernel<float[]> {

  @Override
  void map(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r++) {
      // the slope is rounded too: where it is 0 as a float, it is 0 times an infinite gradient
      c[ci + r] = b[bi + r] * (float) GeluGradient.slope(a[ai + r]);
    }
  }
}
