package twofold.gpu.nn.optim;

import twofold.gpu.GpuKernel;
import twofold.nn.optim.AdaDelta;

/** {@link AdaDelta}, one work item for each parameter. */
final class AdaDeltaGpu extends GpuKernel implements AdaDelta.Kernel<float[]> {
  int n;
  float rate;
  float keep;
  float fresh;
  float epsilon;
  float[] p;
  float[] s;
  float[] d;
  float[] g;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      float square = keep * s[i] + fresh * g[i] * g[i];
      float delta = sqrt(d[i] + epsilon) / sqrt(square + epsilon) * g[i];
      s[i] = square;
      d[i] = keep * d[i] + fresh * delta * delta;
      p[i] = p[i] - rate * delta;
    }
  }

  @Override
  public synchronized void step(
      float[] parameters,
      float[] squares,
      float[] squareSteps,
      float[] gradients,
      int count,
      double eta,
      double rho,
      double smallest) {
    n = count;
    rate = (float) eta;
    keep = (float) rho;
    fresh = (float) (1 - rho);
    epsilon = (float) smallest;
    p = parameters;
    s = squares;
    d = squareSteps;
    g = gradients;
    launch(n);
  }
}
