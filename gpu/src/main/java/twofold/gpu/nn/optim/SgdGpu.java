package twofold.gpu.nn.optim;

import twofold.gpu.GpuKernel;
import twofold.nn.optim.Sgd;

/** {@link Sgd}, one work item for each parameter. */
final class SgdGpu extends GpuKernel implements Sgd.Kernel<float[]> {
  int n;
  float rate;
  float[] p;
  float[] g;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      p[i] = p[i] - rate * g[i];
    }
  }

  @Override
  public synchronized void step(float[] parameters, float[] gradients, int count, double eta) {
    n = count;
    rate = (float) eta;
    p = parameters;
    g = gradients;
    launch(n);
  }
}
