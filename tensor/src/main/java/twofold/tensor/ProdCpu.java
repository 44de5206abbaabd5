package twofold.tensor;

/**
 * {@link Prod}: eight running products at once, because one alone waits for every multiplication to
 * end before the next.
 */
final class ProdCpu extends ReductionCpu implements Prod.Kernel<float[]> {

  @Override
  float identity() {
    return 1;
  }

  @Override
  float combine(float p, float q) {
    return p * q;
  }

  @Override
  float fold(float[] x, int at, int n) {
    float p0 = 1;
    float p1 = 1;
    float p2 = 1;
    float p3 = 1;
    float p4 = 1;
    float p5 = 1;
    float p6 = 1;
    float p7 = 1;
    int j = 0;
    for (; j <= n - 8; j += 8) {
      p0 *= x[at + j];
      p1 *= x[at + j + 1];
      p2 *= x[at + j + 2];
      p3 *= x[at + j + 3];
      p4 *= x[at + j + 4];
      p5 *= x[at + j + 5];
      p6 *= x[at + j + 6];
      p7 *= x[at + j + 7];
    }
    for (; j < n; j++) {
      p0 *= x[at + j];
    }
    return ((p0 * p1) * (p2 * p3)) * ((p4 * p5) * (p6 * p7));
  }

  @Override
  void accumulate(float[] y, int yi, float[] x, int xi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] *= x[xi + r];
    }
  }
}
