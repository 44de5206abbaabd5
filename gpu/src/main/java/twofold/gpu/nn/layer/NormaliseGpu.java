package twofold.gpu.nn.layer;

import twofold.gpu.GpuKernel;
import twofold.nn.layer.Normalise;

/** {@link Normalise}, one work item for each number. */
final class NormaliseGpu extends GpuKernel implements Normalise.Kernel<float[]> {
  int size;
  int rows;
  int inner;
  int channels;
  int space;
  float epsilon;
  float[] x;
  float[] gain;
  float[] shift;
  float[] moments;
  float[] y;

  @Override
  public void run() {
    int k = getGlobalId();
    if (k < size) {
      int r = k / inner % rows;
      int c = k / space % channels;
      float rho = 1 / sqrt(moments[rows + r] + epsilon);
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
    size = s.size();
    rows = s.rows();
    inner = s.inner();
    channels = s.channels();
    space = s.space();
    epsilon = (float) small;
    x = from;
    gain = scales;
    shift = shifts;
    moments = known;
    y = to;
    launch(size);
  }
}
