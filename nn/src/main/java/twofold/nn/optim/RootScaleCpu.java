package twofold.nn.optim;

import twofold.tensor.Parallel;

/** {@link RootScale} in float: one pass over three arrays, which the compiler turns into SIMD. */
final class RootScaleCpu implements RootScale.Kernel<float[]> {
  /** Elements that one thread takes at a time: some microseconds of work. */
  private static final int GRAIN = 1 << 14;

  @Override
  public void step(float[] p, float[] s, float[] g, int n, RootScale.Coefficients c) {
    Parallel.ranges(n, GRAIN, (from, to) -> step(p, s, g, from, to, c));
  }

  private static void step(
      float[] p, float[] s, float[] g, int from, int to, RootScale.Coefficients c) {
    float keep = (float) c.keep();
    float fresh = (float) c.fresh();
    float rate = (float) c.rate();
    float epsilon = (float) c.epsilon();
    for (int i = from; i < to; i++) {
      float square = keep * s[i] + fresh * g[i] * g[i];
      s[i] = square;
      p[i] -= rate * g[i] / ((float) Math.sqrt(square) + epsilon);
    }
  }
}
