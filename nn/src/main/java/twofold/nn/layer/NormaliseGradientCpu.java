package twofold.nn.layer;

import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Parallel;

/** {@link NormaliseGradient} in float, by runs or by columns as in {@link NormaliseCpu}. */
class NormaliseGradientCpu implements NormaliseGradient.Kernel<float[]> {
  private final NormaliseCpu runs;

  NormaliseGradientCpu() {
    this(new NormaliseCpu());
  }

  NormaliseGradientCpu(NormaliseCpu runs) {
    this.runs = runs;
  }

  @Override
  public final void multiply(float[] x, float[] h, float[] y, Rows s, double epsilon) {
    boolean columns = s.inner() == 1;
    Parallel.ranges(
        s.rows(),
        NormaliseCpu.grain(s, columns),
        (from, to) -> {
          if (columns) {
            columns(x, h, y, s, (float) epsilon, from, to);
          } else {
            for (int r = from; r < to; r++) {
              row(x, h, y, s, (float) epsilon, r);
            }
          }
        });
  }

  private void row(float[] x, float[] h, float[] y, Rows s, float epsilon, int r) {
    float meanX = runs.sum(x, s, r) / s.length();
    float meanH = runs.sum(h, s, r) / s.length();
    float squares = runs.squares(x, s, r, meanX);
    float products = products(x, h, s, r, meanX);
    float rho = 1 / (float) Math.sqrt(squares / s.length() + epsilon);
    float b = products / s.length() * rho;
    for (int o = 0; o < s.outer(); o++) {
      write(x, h, y, s.at(o, r), s.inner(), meanX, meanH, rho, b);
    }
  }

  /** Σ h·(x − mean) of a row, run by run. */
  float products(float[] x, float[] h, Rows s, int r, float mean) {
    float sum = 0;
    for (int o = 0; o < s.outer(); o++) {
      float ofRun = 0;
      for (int i = s.at(o, r); i < s.at(o, r) + s.inner(); i++) {
        ofRun += h[i] * (x[i] - mean);
      }
      sum += ofRun;
    }
    return sum;
  }

  private static void write(
      float[] x,
      float[] h,
      float[] y,
      int at,
      int n,
      float meanX,
      float meanH,
      float rho,
      float b) {
    for (int i = at; i < at + n; i++) {
      y[i] = (h[i] - meanH - (x[i] - meanX) * rho * b) * rho;
    }
  }

  private static void columns(
      float[] x, float[] h, float[] y, Rows s, float epsilon, int from, int to) {
    int n = to - from;
    float[] meanX = new float[n];
    float[] meanH = new float[n];
    float[] rho = new float[n];
    float[] b = new float[n];
    for (int o = 0; o < s.outer(); o++) {
      int at = o * s.rows() + from;
      for (int i = 0; i < n; i++) {
        meanX[i] += x[at + i];
        meanH[i] += h[at + i];
      }
    }
    for (int i = 0; i < n; i++) {
      meanX[i] /= s.outer();
      meanH[i] /= s.outer();
    }
    for (int o = 0; o < s.outer(); o++) {
      int at = o * s.rows() + from;
      for (int i = 0; i < n; i++) {
        float d = x[at + i] - meanX[i];
        rho[i] += d * d;
        b[i] += h[at + i] * d;
      }
    }
    for (int i = 0; i < n; i++) {
      rho[i] = 1 / (float) Math.sqrt(rho[i] / s.outer() + epsilon);
      b[i] = b[i] / s.outer() * rho[i];
    }
    for (int o = 0; o < s.outer(); o++) {
      int at = o * s.rows() + from;
      for (int i = 0; i < n; i++) {
        float centred = h[at + i] - meanH[i];
        y[at + i] = (centred - (x[at + i] - meanX[i]) * rho[i] * b[i]) * rho[i];
      }
    }
  }
}
