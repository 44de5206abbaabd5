package twofold.nn.optim;

import twofold.tensor.Parallel;

/** {@link Adam} in float: one pass over four arrays, which the compiler turns into SIMD. */
final class AdamCpu implements Adam.Kernel<float[]> {
  /** Elements that one thread takes at a time: some microseconds of work. */
  private static final int GRAIN = 1 << 14;

  @Override
  public void step(
      float[] p,
      float[] m,
      float[] v,
      float[] g,
      int n,
      Adam.Options options,
      double correction1,
      double correction2) {
    Parallel.ranges(
        n, GRAIN, (from, to) -> step(p, m, v, g, from, to, options, correction1, correction2));
  }

  /**
   * Constant factors are worked out once, in double: what is left per element is one division and
   * one root.
   */
  private static void step(
      float[] p,
      float[] m,
      float[] v,
      float[] g,
      int from,
      int to,
      Adam.Options options,
      double correction1,
      double correction2) {
    float beta1 = (float) options.beta1();
    float beta2 = (float) options.beta2();
    float fresh1 = (float) (1 - options.beta1());
    float fresh2 = (float) (1 - options.beta2());
    float rate = (float) (options.rate() / correction1);
    float inverse2 = (float) (1 / correction2);
    float epsilon = (float) options.epsilon();
    for (int i = from; i < to; i++) {
      float mean = beta1 * m[i] + fresh1 * g[i];
      float square = beta2 * v[i] + fresh2 * g[i] * g[i];
      m[i] = mean;
      v[i] = square;
      p[i] -= rate * mean / ((float) Math.sqrt(square * inverse2) + epsilon);
    }
  }
}
