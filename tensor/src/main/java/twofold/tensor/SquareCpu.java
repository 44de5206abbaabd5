package twofold.tensor;

/** {@link Square}: a dense loop. */
final class SquareCpu extends UnaryCpu implements Square.Kernel<float[]> {

  @Override
  void map(float[] x, int xi, float[] y, int yi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = x[xi + r] * x[xi + r];
    }
  }
}
