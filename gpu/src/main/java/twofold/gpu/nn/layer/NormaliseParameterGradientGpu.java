package twofold.gpu.nn.layer;

import java.util.Arrays;
import twofold.gpu.GpuKernel;
import twofold.nn.layer.Normalise;
import twofold.nn.layer.NormaliseParameterGradient;

/** {@link NormaliseParameterGradient}, one work item for each channel, plane by plane. */
final class NormaliseParameterGradientGpu extends GpuKernel
    implements NormaliseParameterGradient.Kernel<float[]> {
  int size;
  int rows;
  int inner;
  int channels;
  int space;
  float epsilon;
  float[] x;
  float[] g;
  float[] moments;
  float[] y;

  @Override
  public void run() {
    int c = getGlobalId();
    if (c < channels) {
      float products = 0;
      float sum = 0;
      for (int at = c * space; at < size; at += channels * space) {
        for (int k = at; k < at + space; k++) {
          int r = k / inner % rows;
          float rho = 1 / sqrt(moments[rows + r] + epsilon);
          products += g[k] * ((x[k] - moments[r]) * rho);
          sum += g[k];
        }
      }
      y[c] = products;
      y[channels + c] = sum;
    }
  }

  @Override
  public synchronized void sum(
      float[] at, float[] vector, float[] known, float[] to, Normalise.Rows s, double small) {
    if (s.size() == 0) { // OpenCL knows no empty array
      Arrays.fill(to, 0);
      return;
    }
    size = s.size();
    rows = s.rows();
    inner = s.inner();
    channels = s.channels();
    space = s.space();
    epsilon = (float) small;
    x = at;
    g = vector;
    moments = known;
    y = to;
    launch(channels);
  }
}
