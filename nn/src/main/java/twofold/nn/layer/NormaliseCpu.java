package twofold.nn.layer;

import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Parallel;

/**
 * {@link Normalise} in float. As the moments are known, it need not go row by row: it runs through
 * all numbers in their order, stretch by stretch, whatever the rows are.
 */
class NormaliseCpu implements Normalise.Kernel<float[]> {
  /** Numbers that one thread takes at a time: some microseconds of work. */
  static final int GRAIN = 1 << 13;

  /** Columns that are worth running along: a few vectors, and no cache line for two threads. */
  private static final int SHORTEST_RUN_OF_COLUMNS = 64;

  /** Rows that one thread takes at a time. */
  static int grain(Rows s, boolean columns) {
    return Math.max(columns ? SHORTEST_RUN_OF_COLUMNS : 1, GRAIN / Math.max(1, s.length()));
  }

  /** 1/√(v + ε) of each row. */
  static float[] rho(float[] moments, Rows s, double epsilon) {
    float[] rho = new float[s.rows()];
    for (int r = 0; r < rho.length; r++) {
      rho[r] = 1 / (float) Math.sqrt(moments[s.rows() + r] + (float) epsilon);
    }
    return rho;
  }

  @Override
  public final void normalise(
      float[] x, float[] gain, float[] shift, float[] moments, float[] y, Rows s, double epsilon) {
    float[] mean = moments; // they come first
    float[] rho = rho(moments, s, epsilon);
    Parallel.ranges(
        s.size(),
        GRAIN,
        (from, to) -> {
          int length;
          for (int k = from; k < to; k += length) {
            int c = s.channel(k);
            if (s.areColumns()) {
              length = Math.min(to - k, s.channels() - c);
              write(x, y, k, length, mean, rho, gain, shift, c);
            } else {
              int r = s.row(k);
              length = s.stretch(k, to);
              if (s.space() > 1) {
                write(x, y, k, length, mean[r], rho[r], gain[c], shift[c]);
              } else {
                write(x, y, k, length, mean[r], rho[r], gain, shift, c);
              }
            }
          }
        });
  }

  /** Numbers of one row and one channel. */
  private static void write(
      float[] x, float[] y, int at, int n, float mean, float rho, float gain, float shift) {
    for (int i = at; i < at + n; i++) {
      y[i] = gain * ((x[i] - mean) * rho) + shift;
    }
  }

  /** Numbers of one row, and channels from c on. */
  void write(
      float[] x,
      float[] y,
      int at,
      int n,
      float mean,
      float rho,
      float[] gain,
      float[] shift,
      int c) {
    for (int i = 0; i < n; i++) {
      y[at + i] = gain[c + i] * ((x[at + i] - mean) * rho) + shift[c + i];
    }
  }

  /** Rows and channels from c on. */
  void write(
      float[] x,
      float[] y,
      int at,
      int n,
      float[] mean,
      float[] rho,
      float[] gain,
      float[] shift,
      int c) {
    for (int i = 0; i < n; i++) {
      y[at + i] = gain[c + i] * ((x[at + i] - mean[c + i]) * rho[c + i]) + shift[c + i];
    }
  }
}
