package twofold.gpu.tensor;

import twofold.tensor.Device;
import twofold.tensor.Mean;
import twofold.tensor.Sum;
import twofold.tensor.View;

/** {@link Mean}: the sum that {@link SumGpu} computes, divided by n. */
final class MeanGpu implements Mean.Kernel<float[]> {

  @Override
  public void reduce(View<float[]> x, float[] y, int n) {
    Sum.Kernel<float[]> sum = Device.gpu().kernel(Sum.Kernel.class);
    sum.reduce(x, y, n);
    for (int i = 0; i < y.length; i++) {
      y[i] /= n;
    }
  }
}
