package twofold.tensor;

/** {@link Min}: {@code Math.min} keeps NaN. */
final class MinCpu extends ReductionCpu implements Min.Kernel<float[]> {

  @Override
  float identity() {
    return Float.POSITIVE_INFINITY;
  }

  @Override
  float combine(float p, float q) {
    return Math.min(p, q);
  }

  @Override
  float fold(float[] x, int at, int n) {
    float min = Float.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      min = Math.min(min, x[at + j]);
    }
    return min;
  }

  @Override
  void accumulate(float[] y, int yi, float[] x, int xi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = Math.min(y[yi + r], x[xi + r]);
    }
  }
}
