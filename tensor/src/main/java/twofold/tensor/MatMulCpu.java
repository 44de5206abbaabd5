package twofold.tensor;

/** placeholder until the real one is merged. */
final class MatMulCpu implements MatMul.Kernel<float[]> {
  @Override
  public void multiply(View<float[]> a, View<float[]> b, float[] c, int m, int k, int n) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float s = 0;
        for (int p = 0; p < k; p++) {
          s += a.data()[a.at(i, p)] * b.data()[b.at(p, j)];
        }
        c[i * n + j] = s;
      }
    }
  }
}
