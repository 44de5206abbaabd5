package twofold.tensor;

/**
 * {@link Sqrt}: an instruction of the processor, correctly rounded, and the compiler makes it SIMD.
 */
final class SqrtCpu extends UnaryCpu implements Sqrt.Kernel<float[]> {

  @Override
  void map(float[] x, int xi, float[] y, int yi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = (float) Math.sqrt(x[xi + r]);
    }
  }
}
