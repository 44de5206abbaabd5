package twofold.gpu.tensor;

import twofold.tensor.MaxPool2d;

/** {@link MaxPool2d}, one work item for each window. */
final class MaxPool2dGpu extends MaxPool2dForm implements MaxPool2d.Kernel<float[]> {
  float[] u;
  float[] y;

  @Override
  public void run() {
    int t = getGlobalId();
    if (t < total) {
      int place = chosen(t / (columns * rows), t / columns % rows, t % columns);
      y[t] = u[place];
    }
  }

  @Override
  public synchronized void choose(float[] from, float[] other, float[] to, MaxPool2d.Geometry s) {
    x = from;
    u = other;
    y = to;
    start(s, s.output().size());
  }
}
