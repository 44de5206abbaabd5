package twofold.gpu.tensor;

import twofold.gpu.StridedKernel;
import twofold.gpu.Walk;
import twofold.tensor.Unary;
import twofold.tensor.View;

/** What the twins of all unary element-wise operations share: one work item for each element. */
abstract class UnaryGpu extends StridedKernel implements Unary.Kernel<float[]> {
  int n;
  float[] x;
  int xOffset;
  int xRank;
  int[] xAxes;
  float[] y;

  /** One element of the result. */
  abstract float apply(float x);

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      y[i] = apply(x[xOffset + position(i, xRank, xAxes)]);
    }
  }

  @Override
  public final synchronized void map(View<float[]> from, float[] to) {
    Walk walk = Walk.of(from.layout());
    n = to.length;
    x = from.data();
    xOffset = from.layout().offset();
    xRank = walk.rank();
    xAxes = walk.axes();
    y = to;
    launch(n);
  }
}
