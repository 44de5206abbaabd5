package twofold.nn.optim;

import twofold.tensor.Parallel;

/** {@link AdaDelta} in float: one pass over four arrays, which the compiler turns into SIMD. */
final class AdaDeltaCpu implements AdaDelta.Kernel<float[]> {
  /** Elements that one thread takes at a time: some microseconds of work. */
  private static final int GRAIN = 1 << 14;

  @Override
  public void step(
      float[] p, float[] s, float[] d, float[] g, int n, double rate, double rho, double epsilon) {
    float keep = (float) rho;
    float fresh = (float) (1 - rho);
    Parallel.ranges(
        n,
        GRAIN,
        (from, to) -> step(p, s, d, g, from, to, (float) rate, keep, fresh, (float) epsilon));
  }

  private static void step(
      float[] p,
      float[] s,
      float[] d,
      float[] g,
      int from,
      int to,
      float rate,
      float keep,
      float fresh,
      float epsilon) {
    for (int i = from; i < to; i++) {
      float square = keep * s[i] + fresh * g[i] * g[i];
      float root = (float) Math.sqrt(d[i] + epsilon);
      float delta = root / (float) Math.sqrt(square + epsilon) * g[i];
      s[i] = square;
      d[i] = keep * d[i] + fresh * delta * delta;
      p[i] -= rate * delta;
    }
  }
}
