package twofold.gpu.nn.layer;

import twofold.gpu.GpuKernel;
import twofold.nn.layer.Normalise;
import twofold.nn.layer.NormaliseGradient;

/** {@link NormaliseGradient}, one work item for each row: the loops of the definition. */
final class NormaliseGradientGpu extends GpuKernel implements NormaliseGradient.Kernel<float[]> {
  int outer;
  int rows;
  int inner;
  float epsilon;
  float[] x;
  float[] h;
  float[] y;

  @Override
  public void run() {
    int r = getGlobalId();
    if (r < rows) {
      float n = outer * inner;
      float sumX = 0;
      float sumH = 0;
      for (int o = 0; o < outer; o++) {
        int at = (o * rows + r) * inner;
        for (int k = at; k < at + inner; k++) {
          sumX += x[k];
          sumH += h[k];
        }
      }
      float meanX = sumX / n;
      float meanH = sumH / n;
      float squares = 0;
      float products = 0;
      for (int o = 0; o < outer; o++) {
        int at = (o * rows + r) * inner;
        for (int k = at; k < at + inner; k++) {
          float d = x[k] - meanX;
          squares += d * d;
          products += h[k] * d;
        }
      }
      float rho = 1 / sqrt(squares / n + epsilon);
      float b = products / n * rho;
      for (int o = 0; o < outer; o++) {
        int at = (o * rows + r) * inner;
        for (int k = at; k < at + inner; k++) {
          y[k] = (h[k] - meanH - (x[k] - meanX) * rho * b) * rho;
        }
      }
    }
  }

  @Override
  public synchronized void multiply(
      float[] at, float[] vector, float[] to, Normalise.Rows s, double small) {
    outer = s.outer();
    rows = s.rows();
    inner = s.inner();
    epsilon = (float) small;
    x = at;
    h = vector;
    y = to;
    launch(rows);
  }
}
