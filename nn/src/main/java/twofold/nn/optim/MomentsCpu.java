package twofold.nn.optim;

import twofold.tensor.Parallel;

/** {@link Moments} in float: one pass over four arrays, which the compiler turns into SIMD. */
final class MomentsCpu implements Moments.Kernel<float[]> {
  /** Elements that one thread takes at a time: some microseconds of work. */
  private static final int GRAIN = 1 << 14;

  @Override
  public void step(float[] p, float[] m, float[] v, float[] g, int n, Moments.Coefficients c) {
    Parallel.ranges(n, GRAIN, (from, to) -> step(p, m, v, g, from, to, c));
  }

  /** Memory is what limits: that a constant is 1 or 0 for some rules costs nothing. */
  private static void step(
      float[] p, float[] m, float[] v, float[] g, int from, int to, Moments.Coefficients c) {
    float beta1 = (float) c.beta1();
    float beta2 = (float) c.beta2();
    float fresh1 = (float) (1 - c.beta1());
    float fresh2 = (float) (1 - c.beta2());
    float keep = (float) c.keep();
    float ofMean = (float) c.ofMean();
    float ofGradient = (float) c.ofGradient();
    float ofSquare = (float) c.ofSquare();
    float epsilon = (float) c.epsilon();
    for (int i = from; i < to; i++) {
      float mean = beta1 * m[i] + fresh1 * g[i];
      float square = beta2 * v[i] + fresh2 * g[i] * g[i];
      m[i] = mean;
      v[i] = square;
      float direction = ofMean * mean + ofGradient * g[i];
      p[i] = keep * p[i] - direction / ((float) Math.sqrt(square * ofSquare) + epsilon);
    }
  }
}
