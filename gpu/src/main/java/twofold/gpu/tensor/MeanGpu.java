package twofold.gpu.tensor;

import twofold.tensor.Mean;
import twofold.tensor.View;

/** {@link Mean}: the sum of {@link SumGpu}, divided by n. */
final class MeanGpu implements Mean.Kernel<float[]> {
  private final SumGpu sum = new SumGpu();

  @Override
  public void reduce(View<float[]> x, float[] y, int n) {
    sum.reduce(x, y, n);
    for (int i = 0; i < y.length; i++) {
      y[i] /= n;
    }
  }
}
