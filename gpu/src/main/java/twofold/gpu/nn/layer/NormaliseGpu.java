package twofold.gpu.nn.layer;

import twofold.gpu.GpuKernel;
import twofold.nn.layer.Normalise;

/** {@link Normalise}, one work item for each row: the loops of the definition. */
final class NormaliseGpu extends GpuKernel implements Normalise.Kernel<float[]> {
  int outer;
  int rows;
  int inner;
  int channels;
  int space;
  float epsilon;
  float[] x;
  float[] gain;
  float[] shift;
  float[] y;

  @Override
  public void run() {
    int r = getGlobalId();
    if (r < rows) {
      float n = outer * inner;
      float sum = 0;
      for (int o = 0; o < outer; o++) {
        int at = (o * rows + r) * inner;
        for (int k = at; k < at + inner; k++) {
          sum += x[k];
        }
      }
      float mean = sum / n;
      float squares = 0;
      for (int o = 0; o < outer; o++) {
        int at = (o * rows + r) * inner;
        for (int k = at; k < at + inner; k++) {
          float d = x[k] - mean;
          squares += d * d;
        }
      }
      float rho = 1 / sqrt(squares / n + epsilon);
      for (int o = 0; o < outer; o++) {
        int at = (o * rows + r) * inner;
        for (int k = at; k < at + inner; k++) {
          int c = k / space % channels;
          y[k] = gain[c] * ((x[k] - mean) * rho) + shift[c];
        }
      }
    }
  }

  @Override
  public synchronized void normalise(
      float[] from, float[] scales, float[] shifts, float[] to, Normalise.Rows s, double small) {
    outer = s.outer();
    rows = s.rows();
    inner = s.inner();
    channels = s.channels();
    space = s.space();
    epsilon = (float) small;
    x = from;
    gain = scales;
    shift = shifts;
    y = to;
    launch(rows);
  }
}
