package twofold.nn.layer;

import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Lanes;
import twofold.tensor.Parallel;

/**
 * {@link NormaliseGradient} in float, by runs or by columns as in {@link RowMomentsCpu}: one pass
 * over a row for both of its sums, one that writes.
 */
class NormaliseGradientCpu implements NormaliseGradient.Kernel<float[]> {

  @Override
  public final void multiply(
      float[] x, float[] gain, float[] g, float[] moments, float[] y, Rows s, double epsilon) {
    float[] mean = moments; // they come first
    float[] rho = NormaliseCpu.rho(moments, s, epsilon);
    Parallel.ranges(
        s.rows(),
        NormaliseCpu.grain(s, s.areColumns()),
        (from, to) -> {
          if (s.areColumns()) {
            columns(x, gain, g, mean, rho, y, s, from, to);
          } else {
            for (int r = from; r < to; r++) {
              row(x, gain, g, y, s, r, mean[r], rho[r]);
            }
          }
        });
  }

  private void row(
      float[] x, float[] gain, float[] g, float[] y, Rows s, int r, float mean, float rho) {
    float[] sum = partial();
    float[] products = partial();
    for (int o = 0; o < s.outer(); o++) {
      int end = s.at(o, r) + s.inner();
      int length;
      for (int k = end - s.inner(); k < end; k += length) {
        length = s.stretch(k, end);
        int c = s.channel(k);
        if (s.space() > 1) {
          add(x, gain[c], g, k, length, mean, sum, products);
        } else {
          add(x, gain, c, g, k, length, mean, sum, products);
        }
      }
    }
    float meanH = Lanes.sum(sum) / s.length();
    float b = Lanes.sum(products) / s.length() * rho;
    write(x, gain, g, y, s, r, mean, rho, meanH, b);
  }

  /** Partial sums, all 0. Numbers may be added to any of them. */
  float[] partial() {
    return new float[1];
  }

  /** Adds h and h·(x − mean), numbers of one channel. */
  void add(
      float[] x, float gain, float[] g, int at, int n, float mean, float[] sum, float[] products) {
    float hs = 0;
    float hxs = 0;
    for (int k = at; k < at + n; k++) {
      float h = gain * g[k];
      hs += h;
      hxs += h * (x[k] - mean);
    }
    sum[0] += hs;
    products[0] += hxs;
  }

  /** The same of channels from c on. */
  void add(
      float[] x,
      float[] gain,
      int c,
      float[] g,
      int at,
      int n,
      float mean,
      float[] sum,
      float[] products) {
    float hs = 0;
    float hxs = 0;
    for (int i = 0; i < n; i++) {
      float h = gain[c + i] * g[at + i];
      hs += h;
      hxs += h * (x[at + i] - mean);
    }
    sum[0] += hs;
    products[0] += hxs;
  }

  private void write(
      float[] x,
      float[] gain,
      float[] g,
      float[] y,
      Rows s,
      int r,
      float mean,
      float rho,
      float meanH,
      float b) {
    for (int o = 0; o < s.outer(); o++) {
      int end = s.at(o, r) + s.inner();
      int length;
      for (int k = end - s.inner(); k < end; k += length) {
        length = s.stretch(k, end);
        int c = s.channel(k);
        if (s.space() > 1) {
          write(x, gain[c], g, y, k, length, mean, rho, meanH, b);
        } else {
          write(x, gain, c, g, y, k, length, mean, rho, meanH, b);
        }
      }
    }
  }

  /** Numbers of one channel. */
  private static void write(
      float[] x,
      float gain,
      float[] g,
      float[] y,
      int at,
      int n,
      float mean,
      float rho,
      float meanH,
      float b) {
    for (int i = at; i < at + n; i++) {
      y[i] = (gain * g[i] - meanH - (x[i] - mean) * rho * b) * rho;
    }
  }

  /** Channels from c on. */
  void write(
      float[] x,
      float[] gain,
      int c,
      float[] g,
      float[] y,
      int at,
      int n,
      float mean,
      float rho,
      float meanH,
      float b) {
    for (int i = 0; i < n; i++) {
      float h = gain[c + i] * g[at + i];
      y[at + i] = (h - meanH - (x[at + i] - mean) * rho * b) * rho;
    }
  }

  private static void columns(
      float[] x,
      float[] gain,
      float[] g,
      float[] mean,
      float[] rho,
      float[] y,
      Rows s,
      int from,
      int to) {
    int n = to - from;
    float[] meanH = new float[n];
    float[] b = new float[n];
    for (int o = 0; o < s.outer(); o++) {
      int at = o * s.rows() + from;
      for (int i = 0; i < n; i++) {
        float h = gain[from + i] * g[at + i];
        meanH[i] += h;
        b[i] += h * (x[at + i] - mean[from + i]);
      }
    }
    for (int i = 0; i < n; i++) {
      meanH[i] /= s.outer();
      b[i] = b[i] / s.outer() * rho[from + i];
    }
    for (int o = 0; o < s.outer(); o++) {
      int at = o * s.rows() + from;
      for (int i = 0; i < n; i++) {
        float centred = gain[from + i] * g[at + i] - meanH[i];
        float along = (x[at + i] - mean[from + i]) * rho[from + i] * b[i];
        y[at + i] = (centred - along) * rho[from + i];
      }
    }
  }
}
