package twofold.nn.layer;

import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Parallel;

/**
 * {@link NormaliseGradient} in float, by runs or by columns as in {@link RowMomentsCpu}: one pass
 * over a row for both of its sums, one that writes.
 */
class NormaliseGradientCpu implements NormaliseGradient.Kernel<float[]> {

  @Override
  public final void multiply(
      float[] x, float[] gain, float[] g, float[] moments, float[] y, Rows s, double epsilon) {
    float[] rho = NormaliseCpu.rho(moments, s, epsilon);
    Parallel.ranges(
        s.rows(),
        NormaliseCpu.grain(s, s.areColumns()),
        (from, to) -> {
          if (s.areColumns()) {
            columns(x, gain, g, moments, rho, y, s, from, to);
          } else {
            float[] sums = new float[2];
            for (int r = from; r < to; r++) {
              sums(x, gain, g, s, r, moments[r], sums);
              float meanH = sums[0] / s.length();
              float b = sums[1] / s.length() * rho[r];
              write(x, gain, g, y, s, r, moments[r], rho[r], meanH, b);
            }
          }
        });
  }

  /** Σ h and Σ h·(x − mean) of a row, run by run. */
  void sums(float[] x, float[] gain, float[] g, Rows s, int r, float mean, float[] sums) {
    float sum = 0;
    float products = 0;
    for (int o = 0; o < s.outer(); o++) {
      float ofRun = 0;
      float productsOfRun = 0;
      for (int k = s.at(o, r); k < s.at(o, r) + s.inner(); k++) {
        float h = gain[s.channel(k)] * g[k];
        ofRun += h;
        productsOfRun += h * (x[k] - mean);
      }
      sum += ofRun;
      products += productsOfRun;
    }
    sums[0] = sum;
    sums[1] = products;
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
