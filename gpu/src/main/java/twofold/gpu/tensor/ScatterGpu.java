package twofold.gpu.tensor;

import java.util.Arrays;
import twofold.gpu.GpuKernel;
import twofold.tensor.Scatter;
import twofold.tensor.Sources;

/**
 * {@link Scatter}, one work item for each element of the result, which fetches what belongs to it:
 * no two work items write to the same place, and nothing depends on who comes first.
 */
final class ScatterGpu extends GpuKernel implements Scatter.Kernel<float[]> {
  int n;
  int width;
  int[] starts;
  int[] order;
  float[] x;
  float[] y;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      int target = i / width;
      int column = i - target * width;
      float sum = 0;
      for (int s = starts[target]; s < starts[target + 1]; s++) {
        sum += x[order[s] * width + column];
      }
      y[i] = sum;
    }
  }

  @Override
  public synchronized void scatter(float[] from, float[] to, int[] rows, int rowLength) {
    n = to.length;
    if (n == 0) {
      return;
    }
    if (rows.length == 0) { // OpenCL knows no empty array
      Arrays.fill(to, 0);
      return;
    }
    Sources sources = new Sources(rows, n / rowLength);
    width = rowLength;
    starts = sources.starts();
    order = sources.order();
    x = from;
    y = to;
    requireFits(from.length);
    launch(n);
  }
}
