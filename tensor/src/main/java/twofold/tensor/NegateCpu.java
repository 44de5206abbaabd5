package twofold.tensor;

/** {@link Negate}: a dense loop. */
final class NegateCpu extends UnaryCpu implements Negate.Kernel<float[]> {

  @Override
  void map(float[] x, int xi, float[] y, int yi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = -x[xi + r];
    }
  }
}
