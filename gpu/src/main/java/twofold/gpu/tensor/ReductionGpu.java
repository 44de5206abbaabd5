package twofold.gpu.tensor;

import java.util.Arrays;
import twofold.gpu.StridedKernel;
import twofold.gpu.Walk;
import twofold.tensor.Layout;
import twofold.tensor.Reduction;
import twofold.tensor.Shape;
import twofold.tensor.View;

/**
 * What the twins of the reductions share. Reducing with {@code ⊕} (plus, or max), the loop over the
 * results becomes the index space, the loop over the elements of one result stays.
 *
 * <p>When there are few results, that would leave most of the device idle; so long rows are cut
 * into parts, each with a work item of its own, and a second launch reduces the parts:
 *
 * <pre>
 *   x    0 1 2 3 4 5 6 7 8 9        one row of 10
 *   3 parts: ⊕(0 3 6 9)  ⊕(1 4 7)  ⊕(2 5 8)      neighbouring work items read neighbouring elements
 *   y = ⊕ of the three
 * </pre>
 *
 * How many parts depends on the shape alone: the same numbers are always added in the same order.
 */
abstract class ReductionGpu extends StridedKernel implements Reduction.Kernel<float[]> {
  /** Enough work items to keep every core busy. */
  private static final int WORK_ITEMS = 4096;

  /** Elements worth a work item. */
  private static final int SHORTEST_PART = 64;

  int count;
  int n;
  int parts;
  int isLast;
  float[] x;
  int offset;
  int rowsRank;
  int[] rowsAxes;
  int withinRank;
  int[] withinAxes;
  float[] y;

  /** The result for no elements. */
  abstract float identity();

  abstract float combine(float p, float q);

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      int row = i / parts;
      int part = i - row * parts;
      int start = offset + position(row, rowsRank, rowsAxes);
      float total = x[start + position(part, withinRank, withinAxes)];
      for (int j = part + parts; j < n; j += parts) {
        total = combine(total, x[start + position(j, withinRank, withinAxes)]);
      }
      y[i] = total;
    }
  }

  @Override
  public final synchronized void reduce(View<float[]> from, float[] to, int elements) {
    if (elements == 0 || to.length == 0) {
      Arrays.fill(to, identity());
      return;
    }
    Layout layout = from.layout();
    int kept = keptAxes(layout.shape(), to.length);
    x = from.data();
    offset = layout.offset();
    n = elements;
    rows(Walk.of(layout, 0, kept));
    within(Walk.of(layout, kept, layout.shape().rank()));
    parts = Math.max(1, Math.min(WORK_ITEMS / to.length, elements / SHORTEST_PART));
    if (parts > 1) {
      float[] partial = new float[to.length * parts];
      count = partial.length;
      y = partial;
      launch(count);
      x = partial;
      offset = 0;
      n = parts;
      rows(new Walk(1, new int[] {to.length, parts}));
      within(new Walk(1, new int[] {parts, 1}));
      parts = 1;
    }
    count = to.length;
    y = to;
    launch(count);
  }

  private void rows(Walk walk) {
    rowsRank = walk.rank();
    rowsAxes = walk.axes();
  }

  private void within(Walk walk) {
    withinRank = walk.rank();
    withinAxes = walk.axes();
  }

  /** How many leading axes are the kept ones; axes of extent 1 may count to either side. */
  private static int keptAxes(Shape shape, int results) {
    int axes = 0;
    for (int product = 1; product != results; axes++) {
      product *= shape.dim(axes);
    }
    return axes;
  }
}
