package twofold.tensor;

/** {@link Abs}: {@code Math.abs} clears the sign bit, and the compiler makes SIMD of it. */
final class AbsCpu extends UnaryCpu implements Abs.Kernel<float[]> {

  @Override
  void map(float[] x, int xi, float[] y, int yi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = Math.abs(x[xi + r]);
    }
  }
}
