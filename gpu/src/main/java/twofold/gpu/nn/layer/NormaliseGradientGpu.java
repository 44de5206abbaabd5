package twofold.gpu.nn.layer;

import twofold.nn.layer.Normalise;
import twofold.nn.layer.NormaliseGradient;

/** {@link NormaliseGradient}, one work item for each row: the loops of the definition. */
final class NormaliseGradientGpu extends RowsGpu implements NormaliseGradient.Kernel<float[]> {
  float[] gain;
  float[] g;

  @Override
  public void run() {
    int r = getGlobalId();
    if (r < rows) {
      float n = outer * inner;
      float mean = moments[r];
      float rho = rho(r);
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
    set(at, to, s);
    setMoments(known, small);
    gain = scales;
    g = vector;
    launchOrFill(rows, 0);
  }
}
