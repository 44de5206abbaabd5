package twofold.gpu.nn.optim;

import twofold.gpu.GpuKernel;
import twofold.nn.optim.Moments;

/** {@link Moments}, one work item for each parameter. */
final class MomentsGpu extends GpuKernel implements Moments.Kernel<float[]> {
  int n;
  float beta1;
  float beta2;
  float fresh1;
  float fresh2;
  float keep;
  float ofMean;
  float ofGradient;
  float ofSquare;
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
      float direction = ofMean * mean + ofGradient * g[i];
      p[i] = keep * p[i] - direction / (sqrt(square * ofSquare) + epsilon);
    }
  }

  @Override
  public synchronized void step(
      float[] parameters,
      float[] means,
      float[] squares,
      float[] gradients,
      int count,
      Moments.Coefficients c) {
    n = count;
    beta1 = (float) c.beta1();
    beta2 = (float) c.beta2();
    fresh1 = (float) (1 - c.beta1());
    fresh2 = (float) (1 - c.beta2());
    keep = (float) c.keep();
    ofMean = (float) c.ofMean();
    ofGradient = (float) c.ofGradient();
    ofSquare = (float) c.ofSquare();
    epsilon = (float) c.epsilon();
    p = parameters;
    m = means;
    v = squares;
    g = gradients;
    launch(n);
  }
}
