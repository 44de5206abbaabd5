package twofold.gpu.nn.optim;

import twofold.gpu.GpuKernel;
import twofold.nn.optim.RootScale;

/** {@link RootScale}, one work item for each parameter. */
final class RootScaleGpu extends GpuKernel implements RootScale.Kernel<float[]> {
  int n;
  float keep;
  float fresh;
  float rate;
  float epsilon;
  float[] p;
  float[] s;
  float[] g;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      float square = keep * s[i] + fresh * g[i] * g[i];
      s[i] = square;
      p[i] = p[i] - rate * g[i] / (sqrt(square) + epsilon);
    }
  }

  @Override
  public synchronized void step(
      float[] parameters, float[] squares, float[] gradients, int count, RootScale.Coefficients c) {
    n = count;
    keep = (float) c.keep();
    fresh = (float) c.fresh();
    rate = (float) c.rate();
    epsilon = (float) c.epsilon();
    p = parameters;
    s = squares;
    g = gradients;
    launch(n);
  }
}
