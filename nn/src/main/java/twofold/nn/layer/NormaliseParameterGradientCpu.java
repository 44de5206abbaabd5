package twofold.nn.layer;

import java.util.Arrays;
import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Lanes;
import twofold.tensor.Parallel;

/**
 * {@link NormaliseParameterGradient} in float. No number of threads changes the order in which
 * anything is added.
 *
 * <pre>
 *   planes     the numbers of a channel lie side by side, space at a time:
 *              threads share the channels
 *   features   space = 1, a line of numbers has one of each channel:
 *              threads share the lines, in chunks that depend on the shape only; each chunk adds up its lines,
 *              and at the end the sums of the chunks are added in their order
 * </pre>
 */
class NormaliseParameterGradientCpu implements NormaliseParameterGradient.Kernel<float[]> {
  /** Numbers in a chunk of lines: some microseconds of work. */
  private static final int CHUNK = 1 << 15;

  /** So many lines at least, or adding up the chunks would be as much work as the chunks. */
  private static final int FEWEST_LINES = 16;

  @Override
  public final void sum(float[] x, float[] g, float[] moments, float[] y, Rows s, double epsilon) {
    float[] mean = moments; // they come first
    float[] rho = NormaliseCpu.rho(moments, s, epsilon);
    int lines = s.size() / Math.max(1, s.channels() * s.space());
    if (s.space() > 1) {
      int grain = Math.max(1, NormaliseCpu.GRAIN / Math.max(1, lines * s.space()));
      Parallel.ranges(
          s.channels(),
          grain,
          (from, to) -> {
            for (int c = from; c < to; c++) {
              ofChannel(x, g, mean, rho, y, s, c, lines);
            }
          });
    } else {
      features(x, g, mean, rho, y, s, lines);
    }
  }

  /** Plane by plane. */
  private void ofChannel(
      float[] x, float[] g, float[] mean, float[] rho, float[] y, Rows s, int c, int planes) {
    float[] products = partial();
    float[] sum = partial();
    for (int p = 0; p < planes; p++) {
      int end = (p * s.channels() + c + 1) * s.space();
      int length;
      for (int k = end - s.space(); k < end; k += length) {
        length = s.stretch(k, end);
        int r = s.row(k);
        add(x, g, k, length, mean[r], rho[r], products, sum);
      }
    }
    y[c] = Lanes.sum(products);
    y[s.channels() + c] = Lanes.sum(sum);
  }

  /** Partial sums, all 0. Numbers may be added to any of them. */
  float[] partial() {
    return new float[1];
  }

  /** Adds g∘x̂ and g, numbers of one row and one channel. */
  void add(
      float[] x, float[] g, int at, int n, float mean, float rho, float[] products, float[] sum) {
    float gxs = 0;
    float gs = 0;
    for (int k = at; k < at + n; k++) {
      gxs += g[k] * ((x[k] - mean) * rho);
      gs += g[k];
    }
    products[0] += gxs;
    sum[0] += gs;
  }

  /** Chunk by chunk, line by line. */
  private void features(
      float[] x, float[] g, float[] mean, float[] rho, float[] y, Rows s, int lines) {
    int channels = s.channels();
    int grain = Math.max(FEWEST_LINES, CHUNK / Math.max(1, channels));
    int chunks = (lines + grain - 1) / grain;
    float[] sums = new float[chunks * 2 * channels];
    Parallel.ranges(
        lines,
        grain,
        (from, to) -> {
          int products = from / grain * 2 * channels;
          int length;
          for (int k = from * channels; k < to * channels; k += length) {
            int c = s.channel(k);
            if (s.areColumns()) {
              length = channels;
              addLine(x, g, k, length, mean, rho, sums, products, products + channels);
            } else {
              int r = s.row(k);
              length = s.stretch(k, to * channels);
              int at = products + c;
              addLine(x, g, k, length, mean[r], rho[r], sums, at, at + channels);
            }
          }
        });
    Arrays.fill(y, 0, 2 * channels, 0);
    for (int chunk = 0; chunk < chunks; chunk++) {
      for (int i = 0; i < 2 * channels; i++) {
        y[i] += sums[chunk * 2 * channels + i];
      }
    }
  }

  /** Adds g∘x̂ and g, numbers of one row, to the sums of their channels. */
  void addLine(
      float[] x,
      float[] g,
      int at,
      int n,
      float mean,
      float rho,
      float[] sums,
      int products,
      int sum) {
    for (int i = 0; i < n; i++) {
      sums[products + i] += g[at + i] * ((x[at + i] - mean) * rho);
      sums[sum + i] += g[at + i];
    }
  }

  /** The same of rows side by side, all of them. */
  private static void addLine(
      float[] x,
      float[] g,
      int at,
      int n,
      float[] mean,
      float[] rho,
      float[] sums,
      int products,
      int sum) {
    for (int i = 0; i < n; i++) {
      sums[products + i] += g[at + i] * ((x[at + i] - mean[i]) * rho[i]);
      sums[sum + i] += g[at + i];
    }
  }
}
