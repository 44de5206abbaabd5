package twofold.gpu.tensor;

import twofold.gpu.GpuKernel;
import twofold.tensor.SoftmaxCrossEntropy;

/** {@link SoftmaxCrossEntropy}, one work item for each row: the loops of the definition. */
final class SoftmaxCrossEntropyGpu extends GpuKernel
    implements SoftmaxCrossEntropy.Kernel<float[]> {
  int n;
  int classes;
  float[] x;
  float[] t;
  float[] losses;

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
        sum += exp(x[j] - max);
      }
      float logSum = log(sum);
      float loss = 0;
      for (int j = row; j < row + classes; j++) {
        loss += t[j] * (logSum + (max - x[j]));
      }
      losses[i] = loss;
    }
  }

  @Override
  public synchronized void losses(float[] logits, float[] targets, float[] to, int rows, int c) {
    n = rows;
    classes = c;
    x = logits;
    t = targets;
    losses = to;
    launch(n);
  }
}
