package twofold.tensor;

/** {@link Max}: {@code Math.max} keeps NaN. */
class MaxCpu extends ReductionCpu implements Max.Kernel<float[]> {

  @Override
  float identity() {
    return Float.NEGATIVE_INFINITY;
  }

  @Override
  float combine(float p, float q) {
    return Math.max(p, q);
  }

  /** Eight running maxima at once, because one alone waits for every comparison to end. */
  @Override
  float fold(float[] x, int at, int n) {
    float m0 = Float.NEGATIVE_INFINITY;
    float m1 = m0;
    float m2 = m0;
    float m3 = m0;
    float m4 = m0;
    float m5 = m0;
    float m6 = m0;
    float m7 = m0;
    int j = 0;
    for (; j <= n - 8; j += 8) {
      m0 = Math.max(m0, x[at + j]);
      m1 = Math.max(m1, x[at + j + 1]);
      m2 = Math.max(m2, x[at + j + 2]);
      m3 = Math.max(m3, x[at + j + 3]);
      m4 = Math.max(m4, x[at + j + 4]);
      m5 = Math.max(m5, x[at + j + 5]);
      m6 = Math.max(m6, x[at + j + 6]);
      m7 = Math.max(m7, x[at + j + 7]);
    }
    for (; j < n; j++) {
      m0 = Math.max(m0, x[at + j]);
    }
    return Math.max(
        Math.max(Math.max(m0, m1), Math.max(m2, m3)), Math.max(Math.max(m4, m5), Math.max(m6, m7)));
  }

  @Override
  void accumulate(float[] y, int yi, float[] x, int xi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = Math.max(y[yi + r], x[xi + r]);
    }
  }
}
