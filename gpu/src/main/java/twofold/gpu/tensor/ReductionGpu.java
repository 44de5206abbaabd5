package twofold.gpu.tensor;

import java.util.Arrays;
import twofold.gpu.GpuDevice;
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
 * <p>With few results that would leave most of the device idle. So long rows are cut into parts,
 * each with a work item of its own, and a second launch reduces the parts:
 *
 * <pre>
 *   x          0 1 2 3 4 5 6 7 8 9        one row of 10, in 3 parts
 *   by blocks  0⊕1⊕2⊕3  4⊕5⊕6⊕7  8⊕9      a processor core reads on where it has just read
 *   by turns   0⊕3⊕6⊕9  1⊕4⊕7    2⊕5⊕8    neighbours on a GPU read neighbours in memory
 * </pre>
 *
 * Where neighbouring elements belong to different results - the sum of each column of a matrix -
 * neighbouring work items are neighbouring results, and blocks are right for both. How many parts
 * there are depends on the shape alone: on one device the same numbers are always added in the same
 * order.
 */
abstract class ReductionGpu extends StridedKernel implements Reduction.Kernel<float[]> {
  /** Enough work items to keep every core busy. */
  private static final int WORK_ITEMS = 1 << 14;

  /** Elements worth a work item. */
  private static final int SHORTEST_PART = 128;

  int rows;
  int parts;
  int byColumns;
  int n;
  int partStart;
  int partSpan;
  int step;
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
    if (i < rows * parts) {
      int row = byColumns == 1 ? i % rows : i / parts;
      int part = byColumns == 1 ? i / rows : i % parts;
      int start = offset + position(row, rowsRank, rowsAxes);
      int first = part * partStart;
      int end = min(n, first + partSpan);
      float total = x[start + position(first, withinRank, withinAxes)];
      for (int j = first + step; j < end; j += step) {
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
    requireFits(from.data().length);
    Layout layout = from.layout();
    int kept = keptAxes(layout.shape(), to.length);
    Walk results = Walk.of(layout, 0, kept);
    Walk within = Walk.of(layout, kept, layout.shape().rank());
    boolean columns =
        to.length > 1 && Math.abs(results.innermostStride()) < Math.abs(within.innermostStride());
    int wanted = Math.max(1, Math.min(WORK_ITEMS / to.length, elements / SHORTEST_PART));
    int block = (elements + wanted - 1) / wanted;
    int blocks = (elements + block - 1) / block; // none of them empty
    x = from.data();
    offset = layout.offset();
    byColumns = columns ? 1 : 0;
    if (blocks == 1) {
      fold(results, within, to.length, elements, to);
      return;
    }
    float[] partial = GpuDevice.scratch(to.length * blocks);
    boolean turns = !columns && GpuDevice.isGraphicsProcessor();
    parts = blocks;
    partStart = turns ? 1 : block;
    partSpan = turns ? elements : block;
    step = turns ? blocks : 1;
    launch(results, within, to.length, elements, partial);
    x = partial;
    offset = 0;
    fold(
        new Walk(1, new int[] {to.length, columns ? 1 : blocks}),
        new Walk(1, new int[] {blocks, columns ? to.length : 1}),
        to.length,
        blocks,
        to);
  }

  /** Every result in one part. */
  private void fold(Walk results, Walk within, int count, int elements, float[] to) {
    parts = 1;
    partStart = 0;
    partSpan = elements;
    step = 1;
    launch(results, within, count, elements, to);
  }

  private void launch(Walk results, Walk within, int count, int elements, float[] to) {
    rows = count;
    n = elements;
    rowsRank = results.rank();
    rowsAxes = results.axes();
    withinRank = within.rank();
    withinAxes = within.axes();
    y = to;
    launch(rows * parts);
  }

  /** How many leading axes are the kept ones; axes of extent 1 may count to either side. */
  static int keptAxes(Shape shape, int results) {
    int axes = 0;
    for (int product = 1; product != results; axes++) {
      product *= shape.dim(axes);
    }
    return axes;
  }
}
