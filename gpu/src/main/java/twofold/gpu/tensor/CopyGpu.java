package twofold.gpu.tensor;

import twofold.gpu.StridedKernel;
import twofold.gpu.Walk;
import twofold.tensor.Copy;
import twofold.tensor.View;

/** {@link Copy}: each work item works out where its element lies. */
final class CopyGpu extends StridedKernel implements Copy.Kernel<float[]> {
  int n;
  float[] x;
  int offset;
  int rank;
  int[] axes;
  float[] y;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      y[i] = x[offset + position(i, rank, axes)];
    }
  }

  @Override
  public synchronized void map(View<float[]> from, float[] to) {
    Walk walk = Walk.of(from.layout());
    n = to.length;
    x = from.data();
    offset = from.layout().offset();
    rank = walk.rank();
    axes = walk.axes();
    y = to;
    launch(n);
  }
}
