package twofold.gpu.tensor;

import twofold.gpu.GpuKernel;
import twofold.tensor.Gather;

/** {@link Gather}, one work item for each element of the result. */
final class GatherGpu extends GpuKernel implements Gather.Kernel<float[]> {
  int n;
  int width;
  int[] rows;
  float[] x;
  float[] y;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      int row = i / width;
      y[i] = x[rows[row] * width + (i - row * width)];
    }
  }

  @Override
  public synchronized void gather(float[] from, float[] to, int[] picked, int rowLength) {
    n = picked.length * rowLength;
    width = rowLength;
    rows = picked;
    x = from;
    y = to;
    requireFits(from.length);
    launch(n);
  }
}
