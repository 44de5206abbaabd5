package twofold.gpu.nn.layer;

import twofold.nn.layer.Normalise;
import twofold.nn.layer.RowMoments;

/** {@link RowMoments}, one work item for each row: the loops of the definition. */
final class RowMomentsGpu extends RowsGpu implements RowMoments.Kernel<float[]> {

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
      y[r] = mean;
      y[rows + r] = squares / n;
    }
  }

  @Override
  public synchronized void moments(float[] from, float[] to, Normalise.Rows s) {
    set(from, to, s);
    launchOrFill(rows, Float.NaN); // the mean of nothing is 0/0
  }
}
