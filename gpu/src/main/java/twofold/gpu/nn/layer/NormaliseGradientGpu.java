package twofold.gpu.nn.layer;

import twofold.gpu.GpuKernel;
import twofold.nn.layer.Normalise;
import twofold.nn.layer.NormaliseGradient;

/** {@link NormaliseGradient}, one work item for each row: the loops of the definition. */
final class NormaliseGradientGpu extends GpuKernel implements NormaliseGradient.Kernel<float[]> {
  int outer;
  int rows;
  int inner;
  int channels;
  int space;
  float epsilon;
  float[] x;
  float[] gain;
  float[] g;
  float[] moments;
  float[] y;

  @Override
  public void run() {
    int r = getGlobalId();
    if (r < rows) {
      float n = outer * inner;
      float mean = moments[r];
      float rho = 1 / sqrt(moments[rows + r] + epsilon);
      float sum = 0;
      float products = 0;
      for (int o = 0; o < outer; o++) {
        int at = (o * rows + r) * inner;
        for (int k = at; k < at + inner; k++) {
          float h = gain[k / space % channels] * g[k];
          sum += h;
          products += h * (x[k] - mean);
        }
      }
      float meanH = sum / n;
      float b = products / n * rho;
      for (int o = 0; o < outer; o++) {
        int at = (o * rows + r) * inner;
        for (int k = at; k < at + inner; k++) {
          float h = gain[k / space % channels] * g[k];
          y[k] = (h - meanH - (x[k] - mean) * rho * b) * rho;
        }
      }
    }
  }

  @Override
  public synchronized void multiply(
      float[] at,
      float[] scales,
      float[] vector,
      float[] known,
      float[] to,
      Normalise.Rows s,
      double small) {
    if (s.size() == 0) { // OpenCL knows no empty array
      return;
    }
    outer = s.outer();
    rows = s.rows();
    inner = s.inner();
    channels = s.channels();
    space = s.space();
    epsilon = (float) small;
    x = at;
    gain = scales;
    g = vector;
    moments = known;
    y = to;
    launch(rows);
  }
}
