package twofold.nn.layer;

import twofold.tensor.Parallel;

/** {@link Dropout} in float. */
final class DropoutCpu implements Dropout.Kernel<float[]> {
  /** Elements that one thread takes at a time: some microseconds of work. */
  private static final int GRAIN = 1 << 14;

  @Override
  public void drop(float[] x, float[] y, int n, int seed, int keepBelow, double scale) {
    Parallel.ranges(n, GRAIN, (from, to) -> drop(x, y, from, to, seed, keepBelow, (float) scale));
  }

  static void drop(float[] x, float[] y, int from, int to, int seed, int keepBelow, float scale) {
    for (int i = from; i < to; i++) {
      y[i] = Dropout.hash(seed, i) < keepBelow ? x[i] * scale : 0;
    }
  }
}
