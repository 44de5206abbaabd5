package twofold.nn.layer;

import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Parallel;

/**
 * {@link Normalise} in float. Threads share the rows, so no number of them changes the order in
 * which anything is added.
 *
 * <pre>
 *   runs      the numbers of a row lie side by side, inner at a time:
 *             row after row, run after run
 *   columns   inner = 1, the numbers of neighbouring rows lie side by side:
 *             all rows of a thread at once
 * </pre>
 */
class NormaliseCpu implements Normalise.Kernel<float[]> {
  /** Numbers that one thread takes at a time: some microseconds of work. */
  private static final int GRAIN = 1 << 13;

  /** Columns that are worth running along: a few vectors, and no cache line for two threads. */
  private static final int SHORTEST_RUN_OF_COLUMNS = 64;

  /** Rows that one thread takes at a time. */
  static int grain(Rows s, boolean columns) {
    return Math.max(columns ? SHORTEST_RUN_OF_COLUMNS : 1, GRAIN / Math.max(1, s.length()));
  }

  @Override
  public final void normalise(
      float[] x, float[] gain, float[] shift, float[] y, Rows s, double epsilon) {
    boolean columns = s.inner() == 1 && s.space() == 1 && s.channels() == s.rows();
    Parallel.ranges(
        s.rows(),
        grain(s, columns),
        (from, to) -> {
          if (columns) {
            columns(x, gain, shift, y, s, (float) epsilon, from, to);
          } else {
            for (int r = from; r < to; r++) {
              row(x, gain, shift, y, s, (float) epsilon, r);
            }
          }
        });
  }

  private void row(
      float[] x, float[] gain, float[] shift, float[] y, Rows s, float epsilon, int r) {
    float mean = sum(x, s, r) / s.length();
    float variance = squares(x, s, r, mean) / s.length();
    float rho = 1 / (float) Math.sqrt(variance + epsilon);
    for (int o = 0; o < s.outer(); o++) {
      int end = s.at(o, r) + s.inner();
      int length;
      for (int k = end - s.inner(); k < end; k += length) {
        int c = s.channel(k);
        if (s.space() > 1) { // one channel after the other
          length = Math.min(end - k, s.space() - k % s.space());
          write(x, y, k, length, mean, rho, gain[c], shift[c]);
        } else { // every number has the next channel
          length = Math.min(end - k, s.channels() - c);
          write(x, y, k, length, mean, rho, gain, shift, c);
        }
      }
    }
  }

  /** Σ x of a row, run by run. */
  float sum(float[] x, Rows s, int r) {
    float sum = 0;
    for (int o = 0; o < s.outer(); o++) {
      float ofRun = 0;
      for (int i = s.at(o, r); i < s.at(o, r) + s.inner(); i++) {
        ofRun += x[i];
      }
      sum += ofRun;
    }
    return sum;
  }

  /** Σ (x − mean)² of a row. */
  float squares(float[] x, Rows s, int r, float mean) {
    float sum = 0;
    for (int o = 0; o < s.outer(); o++) {
      float ofRun = 0;
      for (int i = s.at(o, r); i < s.at(o, r) + s.inner(); i++) {
        float d = x[i] - mean;
        ofRun += d * d;
      }
      sum += ofRun;
    }
    return sum;
  }

  void write(float[] x, float[] y, int at, int n, float mean, float rho, float gain, float shift) {
    for (int i = at; i < at + n; i++) {
      y[i] = gain * ((x[i] - mean) * rho) + shift;
    }
  }

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

  /** Loops over neighbouring columns, which the compiler turns into vector instructions. */
  private static void columns(
      float[] x, float[] gain, float[] shift, float[] y, Rows s, float epsilon, int from, int to) {
    int n = to - from;
    float[] mean = new float[n];
    float[] rho = new float[n];
    for (int o = 0; o < s.outer(); o++) {
      int at = o * s.rows() + from;
      for (int i = 0; i < n; i++) {
        mean[i] += x[at + i];
      }
    }
    for (int i = 0; i < n; i++) {
      mean[i] /= s.outer();
    }
    for (int o = 0; o < s.outer(); o++) {
      int at = o * s.rows() + from;
      for (int i = 0; i < n; i++) {
        float d = x[at + i] - mean[i];
        rho[i] += d * d;
      }
    }
    for (int i = 0; i < n; i++) {
      rho[i] = 1 / (float) Math.sqrt(rho[i] / s.outer() + epsilon);
    }
    for (int o = 0; o < s.outer(); o++) {
      int at = o * s.rows() + from;
      for (int i = 0; i < n; i++) {
        y[at + i] = gain[from + i] * ((x[at + i] - mean[i]) * rho[i]) + shift[from + i];
      }
    }
  }
}
