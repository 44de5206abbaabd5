package twofold.tensor;

/** {@link Max}: {@code Math.max} keeps NaN, and the compiler turns its loop into SIMD. */
final class MaxCpu extends ReductionCpu implements Max.Kernel<float[]> {

  @Override
  float identity() {
    return Float.NEGATIVE_INFINITY;
  }

  @Override
  float combine(float p, float q) {
    return Math.max(p, q);
  }

  @Override
  float fold(float[] x, int at, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      max = Math.max(max, x[at + j]);
    }
    return max;
  }

  @Override
  void accumulate(float[] y, int yi, float[] x, int xi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = Math.max(y[yi + r], x[xi + r]);
    }
  }
}
