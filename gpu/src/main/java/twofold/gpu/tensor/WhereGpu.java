package twofold.gpu.tensor;

import twofold.gpu.StridedKernel;
import twofold.gpu.Walk;
import twofold.tensor.View;
import twofold.tensor.Where;

/** {@link Where}, one work item for each element; all three operands are read where they lie. */
final class WhereGpu extends StridedKernel implements Where.Kernel<float[]> {
  int n;
  float[] c;
  int cOffset;
  int cRank;
  int[] cAxes;
  float[] a;
  int aOffset;
  int aRank;
  int[] aAxes;
  float[] b;
  int bOffset;
  int bRank;
  int[] bAxes;
  float[] y;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      float condition = c[cOffset + position(i, cRank, cAxes)];
      int ai = aOffset + position(i, aRank, aAxes);
      int bi = bOffset + position(i, bRank, bAxes);
      y[i] = condition == 0 ? b[bi] : a[ai]; // a NaN is not 0
    }
  }

  @Override
  public synchronized void choose(
      View<float[]> condition, View<float[]> left, View<float[]> right, float[] result) {
    n = result.length;
    Walk walk = Walk.of(condition.layout());
    c = condition.data();
    cOffset = condition.layout().offset();
    cRank = walk.rank();
    cAxes = walk.axes();
    walk = Walk.of(left.layout());
    a = left.data();
    aOffset = left.layout().offset();
    aRank = walk.rank();
    aAxes = walk.axes();
    walk = Walk.of(right.layout());
    b = right.data();
    bOffset = right.layout().offset();
    bRank = walk.rank();
    bAxes = walk.axes();
    y = result;
    launch(n);
  }
}
