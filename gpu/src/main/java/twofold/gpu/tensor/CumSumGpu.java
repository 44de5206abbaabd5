package twofold.gpu.tensor;

import java.util.Arrays;
import twofold.gpu.GpuDevice;
import twofold.gpu.StridedKernel;
import twofold.gpu.Walk;
import twofold.tensor.CumSum;
import twofold.tensor.View;

/**
 * {@link CumSum}, one work item for each line of numbers that are summed up, or, where there are
 * too few lines, for each block of a line.
 *
 * <p>Then there are two launches: the first makes the sum of each block, the second knows what
 * comes before its block. Between them the sums of the blocks, a few thousand numbers, are added up
 * here. How long a block is depends on the shape alone.
 */
final class CumSumGpu extends StridedKernel implements CumSum.Kernel<float[]> {
  /** Enough work items to keep every core busy. */
  private static final int WORK_ITEMS = 1 << 14;

  /** Elements worth a work item. */
  private static final int SHORTEST_BLOCK = 128;

  int items;
  int blocks;
  int length;
  int n;
  int inner;
  int onlyTotals;
  float[] x;
  int offset;
  int rank;
  int[] axes;
  float[] start;
  float[] y;

  @Override
  public void run() {
    int item = getGlobalId();
    if (item < items) {
      int i = item % inner; // neighbours in memory are neighbouring work items
      int block = item / inner % blocks;
      int o = item / inner / blocks;
      int first = block * length;
      int end = min(n, first + length);
      float sum = onlyTotals == 1 ? 0 : start[item];
      for (int j = first; j < end; j++) {
        int at = (o * n + j) * inner + i;
        sum += x[offset + position(at, rank, axes)];
        if (onlyTotals == 0) {
          y[at] = sum;
        }
      }
      if (onlyTotals == 1) {
        y[item] = sum;
      }
    }
  }

  @Override
  public synchronized void cumSum(
      View<float[]> from, float[] to, int lines, int elements, int side) {
    requireFits(from.data().length);
    int wanted = Math.max(1, Math.min(WORK_ITEMS / (lines * side), elements / SHORTEST_BLOCK));
    Walk walk = Walk.of(from.layout());
    n = elements;
    inner = side;
    length = (elements + wanted - 1) / wanted;
    blocks = (elements + length - 1) / length;
    items = lines * blocks * side;
    x = from.data();
    offset = from.layout().offset();
    rank = walk.rank();
    axes = walk.axes();
    start = GpuDevice.scratch(items);
    if (blocks == 1) {
      Arrays.fill(start, 0, items, 0);
    } else {
      onlyTotals = 1;
      y = GpuDevice.scratch(items);
      launch(items);
      before(y, start, lines, blocks, side);
    }
    onlyTotals = 0;
    y = to;
    launch(items);
  }

  /** From the sums of blocks the sums of all blocks before. */
  private static void before(float[] sums, float[] before, int lines, int blocks, int side) {
    for (int o = 0; o < lines; o++) {
      for (int i = 0; i < side; i++) {
        float sum = 0;
        for (int b = 0; b < blocks; b++) {
          int at = (o * blocks + b) * side + i;
          before[at] = sum;
          sum += sums[at];
        }
      }
    }
  }
}
