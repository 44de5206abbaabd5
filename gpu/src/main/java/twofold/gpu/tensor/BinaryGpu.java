package twofold.gpu.tensor;

import twofold.gpu.StridedKernel;
import twofold.gpu.Walk;
import twofold.tensor.Binary;
import twofold.tensor.View;

/**
 * What the twins of all binary element-wise operations share: one work item for each element.
 *
 * <p>Where both operands lie side by side, position and index are the same; without arithmetic
 * between a work item and its element the compiler can make SIMD of neighbouring work items. All
 * other operands - a transposed matrix, a row added to every row - are read through their {@link
 * Walk}, without a copy.
 */
abstract class BinaryGpu extends StridedKernel implements Binary.Kernel<float[]> {
  int n;
  int dense;
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

  // region run
  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      if (dense == 1) {
        c[i] = apply(a[aOffset + i], b[bOffset + i]);
      } else {
        int ai = aOffset + position(i, aRank, aAxes);
        int bi = bOffset + position(i, bRank, bAxes);
        c[i] = apply(a[ai], b[bi]);
      }
    }
  }

  // endregion

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
    dense = left.layout().isDense() && right.layout().isDense() ? 1 : 0;
    launch(n);
  }
}
