package twofold.gpu.tensor;

import twofold.gpu.StridedKernel;
import twofold.gpu.Walk;
import twofold.tensor.Place;
import twofold.tensor.View;

/**
 * {@link Place}: one work item for each element of x, which finds its place in y.
 *
 * <p>The storage around stays as it is, and this takes a trick: a launch brings back the whole of
 * an array that it writes, but takes along only what it reads. So y has to be read; the condition
 * is never true.
 */
final class PlaceGpu extends StridedKernel implements Place.Kernel<float[]> {
  int n;
  float[] x;
  int xOffset;
  int xRank;
  int[] xAxes;
  float[] y;
  int yOffset;
  int yRank;
  int[] yAxes;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      int from = xOffset + position(i, xRank, xAxes);
      int to = yOffset + position(i, yRank, yAxes);
      y[to] = n < 0 ? y[to] : x[from];
    }
  }

  @Override
  public synchronized void place(View<float[]> from, View<float[]> to) {
    requireFits(to.data().length);
    Walk walk = Walk.of(from.layout());
    n = from.size();
    x = from.data();
    xOffset = from.layout().offset();
    xRank = walk.rank();
    xAxes = walk.axes();
    walk = Walk.of(to.layout());
    y = to.data();
    yOffset = to.layout().offset();
    yRank = walk.rank();
    yAxes = walk.axes();
    launch(n);
  }
}
