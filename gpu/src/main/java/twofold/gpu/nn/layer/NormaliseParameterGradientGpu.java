package twofold.gpu.nn.layer;

import twofold.nn.layer.Normalise;
import twofold.nn.layer.NormaliseParameterGradient;

/** {@link NormaliseParameterGradient}, one work item for each channel, plane by plane. */
final class NormaliseParameterGradientGpu extends RowsGpu
    implements NormaliseParameterGradient.Kernel<float[]> {
  float[] g;

  @Override
  public void run() {
    int c = getGlobalId();
    if (c < channels) {
      float products = 0;
      float sum = 0;
      for (int at = c * space; at < size; at += channels * space) {
        for (int k = at; k < at + space; k++) {
          int r = k / inner % rows;
          float rho = rho(r);
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
    set(at, to, s);
    setMoments(known, small);
    g = vector;
    launchOrFill(channels, 0);
  }
}
