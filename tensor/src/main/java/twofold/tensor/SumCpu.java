package twofold.tensor;

/**
 * {@link Sum}: eight running sums at once, because one alone waits for every addition to end before
 * the next.
 */
class SumCpu extends ReductionCpu implements Sum.Kernel<float[]> {

  @Override
  float identity() {
    return 0;
  }

  @Override
  float combine(float p, float q) {
    return p + q;
  }

  @Override
  float fold(float[] x, int at, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int j = 0;
    for (; j <= n - 8; j += 8) {
      s0 += x[at + j];
      s1 += x[at + j + 1];
      s2 += x[at + j + 2];
      s3 += x[at + j + 3];
      s4 += x[at + j + 4];
      s5 += x[at + j + 5];
      s6 += x[at + j + 6];
      s7 += x[at + j + 7];
    }
    for (; j < n; j++) {
      s0 += x[at + j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  @Override
  void accumulate(float[] y, int yi, float[] x, int xi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] += x[xi + r];
    }
  }
}
