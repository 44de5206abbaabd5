package twofold.tensor;

/** {@link Sigmoid}: the plain writing. The double result, rounded once, is within 0.51 ulp. */
final class SigmoidCpu extends UnaryCpu implements Sigmoid.Kernel<float[]> {

  @Override
  void map(float[] x, int xi, float[] y, int yi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = (float) (1 / (1 + Math.exp(-x[xi + r])));
    }
  }
}
