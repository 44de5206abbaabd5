package twofold.tensor;

/** {@link Mean}: the sum of {@link SumCpu}, divided by n. */
final class MeanCpu implements Mean.Kernel<float[]> {
  private final SumCpu sum = new SumCpu();

  @Override
  public void reduce(View<float[]> x, float[] y, int n) {
    sum.reduce(x, y, n);
    for (int i = 0; i < y.length; i++) {
      y[i] /= n;
    }
  }
}
