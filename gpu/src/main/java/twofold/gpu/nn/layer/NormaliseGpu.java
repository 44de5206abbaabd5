package twofold.gpu.nn.layer;

import twofold.nn.layer.Normalise;

/** {@link Normalise}, one work item for each number. */
final class NormaliseGpu extends RowsGpu implements Normalise.Kernel<float[]> {
  float[] gain;
  float[] shift;

  @Override
  public void run() {
    int k = getGlobalId();
    if (k < size) {
      int r = k / inner % rows;
      int c = k / space % channels;
      float rho = rho(r);
      y[k] = gain[c] * ((x[k] - moments[r]) * rho) + shift[c];
    }
  }

  @Override
  public synchronized void normalise(
      float[] from,
      float[] scales,
      float[] shifts,
      float[] known,
      float[] to,
      Normalise.Rows s,
      double small) {
    set(from, to, s);
    setMoments(known, small);
    gain = scales;
    shift = shifts;
    launch(size);
  }
}
