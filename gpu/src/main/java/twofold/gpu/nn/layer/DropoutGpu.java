package twofold.gpu.nn.layer;

import twofold.gpu.GpuKernel;
import twofold.nn.layer.Dropout;

/**
 * {@link Dropout}, one work item for each number: whether it stays is a function of the seed and
 * its position, so work items need nothing from each other.
 */
final class DropoutGpu extends GpuKernel implements Dropout.Kernel<float[]> {
  int n;
  int seed;
  int keepBelow;
  float scale;
  float[] x;
  float[] y;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      y[i] = Dropout.hash(seed, i) < keepBelow ? x[i] * scale : 0f;
    }
  }

  @Override
  public synchronized void drop(
      float[] from, float[] to, int count, int drawSeed, int below, double factor) {
    n = count;
    seed = drawSeed;
    keepBelow = below;
    scale = (float) factor;
    x = from;
    y = to;
    launch(n);
  }
}
