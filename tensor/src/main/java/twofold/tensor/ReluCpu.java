package twofold.tensor;

/** {@link Relu}: {@code Math.max} keeps NaN. */
final class ReluCpu extends UnaryCpu implements Relu.Kernel<float[]> {

  @Override
  void map(float[] x, int xi, float[] y, int yi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = Math.max(x[xi + r], 0f);
    }
  }
}
