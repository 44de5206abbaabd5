package twofold.nn.layer;

import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Lanes;
import twofold.tensor.Parallel;

/**
 * {@link RowMoments} in float. Threads share the rows, so no number of them changes the order in
 * which anything is added; and a row that fits into a thread's cache is read from memory once,
 * though there are two passes.
 *
 * <pre>
 *   runs      the numbers of a row lie side by side, inner at a time:
 *             row after row, run after run
 *   columns   inner = 1, the numbers of neighbouring rows lie side by side:
 *             all rows of a thread at once
 * </pre>
 */
class RowMomentsCpu implements RowMoments.Kernel<float[]> {

  @Override
  public final void moments(float[] x, float[] y, Rows s) {
    boolean columns = s.inner() == 1;
    Parallel.ranges(
        s.rows(),
        NormaliseCpu.grain(s, columns),
        (from, to) -> {
          if (columns) {
            columns(x, y, s, from, to);
          } else {
            for (int r = from; r < to; r++) {
              float mean = sum(x, s, r) / s.length();
              y[r] = mean;
              y[s.rows() + r] = squares(x, s, r, mean) / s.length();
            }
          }
        });
  }

  private float sum(float[] x, Rows s, int r) {
    float[] partial = partial();
    for (int o = 0; o < s.outer(); o++) {
      add(x, s.at(o, r), s.at(o, r) + s.inner(), partial);
    }
    return Lanes.sum(partial);
  }

  private float squares(float[] x, Rows s, int r, float mean) {
    float[] partial = partial();
    for (int o = 0; o < s.outer(); o++) {
      addSquares(x, s.at(o, r), s.at(o, r) + s.inner(), mean, partial);
    }
    return Lanes.sum(partial);
  }

  /** Partial sums, all 0. Numbers may be added to any of them. */
  float[] partial() {
    return new float[1];
  }

  /** Adds the x of a run. */
  void add(float[] x, int from, int end, float[] partial) {
    float sum = 0;
    for (int i = from; i < end; i++) {
      sum += x[i];
    }
    partial[0] += sum;
  }

  /** Adds the (x − mean)² of a run. */
  void addSquares(float[] x, int from, int end, float mean, float[] partial) {
    float sum = 0;
    for (int i = from; i < end; i++) {
      float d = x[i] - mean;
      sum += d * d;
    }
    partial[0] += sum;
  }

  private static void columns(float[] x, float[] y, Rows s, int from, int to) {
    int n = to - from;
    float[] mean = new float[n];
    float[] squares = new float[n];
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
        squares[i] += d * d;
      }
    }
    for (int i = 0; i < n; i++) {
      y[from + i] = mean[i];
      y[s.rows() + from + i] = squares[i] / s.outer();
    }
  }
}
