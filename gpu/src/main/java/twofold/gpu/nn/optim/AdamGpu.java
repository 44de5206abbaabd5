package twofold.gpu.nn.optim;

import twofold.gpu.GpuKernel;
import twofold.nn.optim.Adam;

/**
 * {@link Adam}, one work item for each parameter. Constant factors are worked out once, in double,
 * before the launch.
 */
final class AdamGpu extends GpuKernel implements Adam.Kernel<float[]> {
  int n;
  float beta1;
  float beta2;
  float fresh1;
  float fresh2;
  float rate;
  float inverse2;
  float epsilon;
  float[] p;
  float[] m;
  float[] v;
  float[] g;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      float mean = beta1 * m[i] + fresh1 * g[i];
      float square = beta2 * v[i] + fresh2 * g[i] * g[i];
      m[i] = mean;
      v[i] = square;
      p[i] = p[i] - rate * mean / (sqrt(square * inverse2) + epsilon);
    }
  }

  @Override
  public synchronized void step(
      float[] parameters,
      float[] means,
      float[] squares,
      float[] gradients,
      int count,
      Adam.Options options,
      double correction1,
      double correction2) {
    n = count;
    beta1 = (float) options.beta1();
    beta2 = (float) options.beta2();
    fresh1 = (float) (1 - options.beta1());
    fresh2 = (float) (1 - options.beta2());
    rate = (float) (options.rate() / correction1);
    inverse2 = (float) (1 / correction2);
    epsilon = (float) options.epsilon();
    p = parameters;
    m = means;
    v = squares;
    g = gradients;
    launch(n);
  }
}
