package twofold.tensor;

/** {@link Sin}: the plain writing. The double result, rounded once, is within 0.51 ulp. */
final class SinCpu extends UnaryCpu implements Sin.Kernel<float[]> {

  @Override
  void map(float[] x, int xi, float[] y, int yi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = (float) Math.sin(x[xi + r]);
    }
  }
}
