package twofold.gpu.tensor;

import twofold.gpu.StridedKernel;
import twofold.gpu.Walk;
import twofold.tensor.ArgMax;
import twofold.tensor.Layout;
import twofold.tensor.View;

/** {@link ArgMax}, one work item for each result: a position is looked for where many are. */
final class ArgMaxGpu extends StridedKernel implements ArgMax.Kernel<float[]> {
  int rows;
  int n;
  float[] x;
  int offset;
  int rowsRank;
  int[] rowsAxes;
  int withinRank;
  int[] withinAxes;
  float[] y;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < rows) {
      int start = offset + position(i, rowsRank, rowsAxes);
      int best = 0;
      float largest = x[start];
      for (int j = 1; j < n; j++) {
        float q = x[start + position(j, withinRank, withinAxes)];
        if (q > largest || (q != q && largest == largest)) {
          largest = q;
          best = j;
        }
      }
      y[i] = best;
    }
  }

  @Override
  public synchronized void reduce(View<float[]> from, float[] to, int elements) {
    if (to.length == 0) {
      return;
    }
    requireFits(from.data().length);
    Layout layout = from.layout();
    int kept = ReductionGpu.keptAxes(layout.shape(), to.length);
    Walk results = Walk.of(layout, 0, kept);
    Walk within = Walk.of(layout, kept, layout.shape().rank());
    rows = to.length;
    n = elements;
    x = from.data();
    offset = layout.offset();
    rowsRank = results.rank();
    rowsAxes = results.axes();
    withinRank = within.rank();
    withinAxes = within.axes();
    y = to;
    launch(rows);
  }
}
