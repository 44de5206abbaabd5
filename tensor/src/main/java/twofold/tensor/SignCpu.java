package twofold.tensor;

/** {@link Sign}: {@code Math.signum} is the definition. */
final class SignCpu extends UnaryCpu implements Sign.Kernel<float[]> {

  @Override
  void map(float[] x, int xi, float[] y, int yi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = Math.signum(x[xi + r]);
    }
  }
}
