package twofold.nn.optim;

import twofold.tensor.Parallel;

/** {@link Sgd} in float: a dense loop, which the compiler itself turns into SIMD. */
final class SgdCpu implements Sgd.Kernel<float[]> {
  /** Elements that one thread takes at a time: some microseconds of work. */
  private static final int GRAIN = 1 << 14;

  @Override
  public void step(float[] p, float[] g, int n, double rate) {
    Parallel.ranges(n, GRAIN, (from, to) -> step(p, g, from, to, (float) rate));
  }

  private static void step(float[] p, float[] g, int from, int to, float rate) {
    for (int i = from; i < to; i++) {
      p[i] -= rate * g[i];
    }
  }
}
