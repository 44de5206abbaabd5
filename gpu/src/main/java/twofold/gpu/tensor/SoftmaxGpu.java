package twofold.gpu.tensor;

import twofold.gpu.GpuKernel;
import twofold.tensor.Softmax;

/**
 * {@link Softmax}, one work item for each row; each exponential is computed once and kept in y.
 *
 * <p>A NaN that the comparison misses makes the sum NaN, and so every number of its row, as it
 * should.
 */
final class SoftmaxGpu extends GpuKernel implements Softmax.Kernel<float[]> {
  int n;
  int classes;
  float[] x;
  float[] y;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      int row = i * classes;
      float max = x[row];
      for (int j = row + 1; j < row + classes; j++) {
        max = x[j] > max ? x[j] : max;
      }
      float sum = 0;
      for (int j = row; j < row + classes; j++) {
        float e = exp(x[j] - max);
        y[j] = e;
        sum += e;
      }
      for (int j = row; j < row + classes; j++) {
        y[j] = y[j] / sum;
      }
    }
  }

  @Override
  public synchronized void softmax(float[] from, float[] to, int rows, int columns) {
    n = rows;
    classes = columns;
    x = from;
    y = to;
    launch(n);
  }
}
