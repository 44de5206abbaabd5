package twofold.gpu.nn.optim;

import twofold.gpu.GpuKernel;
import twofold.nn.optim.Velocity;

/** {@link Velocity}, one work item for each parameter. */
final class VelocityGpu extends GpuKernel implements Velocity.Kernel<float[]> {
  int n;
  float friction;
  float rate;
  float ofVelocity;
  float ofGradient;
  float[] p;
  float[] v;
  float[] g;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      float velocity = friction * v[i] - rate * g[i];
      v[i] = velocity;
      p[i] = p[i] + (ofVelocity * velocity - ofGradient * g[i]);
    }
  }

  @Override
  public synchronized void step(
      float[] parameters,
      float[] velocities,
      float[] gradients,
      int count,
      Velocity.Coefficients c) {
    n = count;
    friction = (float) c.friction();
    rate = (float) c.rate();
    ofVelocity = (float) c.ofVelocity();
    ofGradient = (float) c.ofGradient();
    p = parameters;
    v = velocities;
    g = gradients;
    launch(n);
  }
}
