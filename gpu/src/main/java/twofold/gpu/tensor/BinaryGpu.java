package twofold.gpu.tensor;

import twofold.gpu.StridedKernel;
import twofold.gpu.Walk;
import twofold.tensor.Binary;
import twofold.tensor.View;

/** What the twins of all binary element-wise operations share: one work item for each element. */
abstract class BinaryGpu extends StridedKernel implements Binary.Kernel<float[]> {
  int n;
  float[] a;
  int aOffset;
  int aRank;
  int[] aAxes;
  float[] b;
  int bOffset;
  int bRank;
  int[] bAxes;
  float[] c;

  /** One element of the result. */
  abstract float apply(float a, float b);

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      c[i] =
          apply(
              a[aOffset + position(i, aRank, aAxes)], //
              b[bOffset + position(i, bRank, bAxes)]);
    }
  }

  @Override
  public final synchronized void map(View<float[]> left, View<float[]> right, float[] result) {
    n = result.length;
    Walk walk = Walk.of(left.layout());
    a = left.data();
    aOffset = left.layout().offset();
    aRank = walk.rank();
    aAxes = walk.axes();
    walk = Walk.of(right.layout());
    b = right.data();
    bOffset = right.layout().offset();
    bRank = walk.rank();
    bAxes = walk.axes();
    c = result;
    launch(n);
  }
}
