package twofold.gpu.tensor;

import twofold.gpu.GpuDevice;
import twofold.gpu.GpuKernel;
import twofold.tensor.ArgSort;

/**
 * {@link ArgSort}, one work item for each element, which works out its own place: nobody waits, and
 * nobody writes where another one does.
 *
 * <pre>
 *   first launch    in blocks of 32    place = how many of the block come before me
 *   every other     two sorted runs    place = my place in my run
 *                   become one                 + how many of the other run come before me,
 *                                                by bisection: log₂ of the run's length
 * </pre>
 *
 * Of equal elements the one that stands first comes first: so an element of the left run counts
 * those of the right one that are smaller, one of the right run those of the left that are not
 * larger. That makes n·(log₂ n)² comparisons in all, more than a sort by merging, but each launch
 * is n independent work items.
 */
final class ArgSortGpu extends GpuKernel implements ArgSort.Kernel<float[]> {
  /** Elements sorted by counting: five launches saved. */
  private static final int BLOCK = 32;

  int items;
  int n;
  int run;
  int falling;
  float[] x;
  int[] from;
  float[] y;
  int[] to;

  @Override
  public void run() {
    int item = getGlobalId();
    if (item < items) {
      int row = item / n * n;
      int place = item - row;
      float mine = x[item];
      int rank = run == 0 ? rankInBlock(row, place, mine) : rankInPair(row, place, mine);
      y[row + rank] = mine;
      to[row + rank] = run == 0 ? place : from[item];
    }
  }

  private int rankInBlock(int row, int place, float mine) {
    int start = place / BLOCK * BLOCK;
    int end = min(n, start + BLOCK);
    int rank = start;
    for (int k = start; k < end; k++) {
      float other = x[row + k];
      boolean before = k < place ? comesBefore(mine, other) == 0 : comesBefore(other, mine) == 1;
      rank += before ? 1 : 0;
    }
    return rank;
  }

  private int rankInPair(int row, int place, float mine) {
    int start = place / (2 * run) * (2 * run);
    int middle = min(n, start + run);
    int isLeft = place < middle ? 1 : 0;
    int low = isLeft == 1 ? middle : start;
    int high = isLeft == 1 ? min(n, middle + run) : middle;
    int first = low;
    while (low < high) { // what is before low comes before me, what is from high on does not
      int centre = (low + high) / 2;
      float other = x[row + centre];
      boolean before = isLeft == 1 ? comesBefore(other, mine) == 1 : comesBefore(mine, other) == 0;
      low = before ? centre + 1 : low;
      high = before ? high : centre;
    }
    return place - (isLeft == 1 ? 0 : middle - start) + (low - first);
  }

  /** Whether p comes before q and is not equal to it. */
  private int comesBefore(float p, float q) {
    return falling == 1 ? isLess(q, p) : isLess(p, q);
  }

  /** NaN is larger than every number. */
  private int isLess(float p, float q) {
    return p < q || (q != q && p == p) ? 1 : 0;
  }

  @Override
  public synchronized void order(float[] numbers, int[] order, int elements, boolean descending) {
    requireFits(numbers.length);
    items = order.length;
    n = elements;
    falling = descending ? 1 : 0;
    x = numbers;
    y = GpuDevice.scratch(items);
    float[] free = GpuDevice.scratch(items);
    from = new int[items];
    to = new int[items];
    run = 0;
    launch(items);
    for (run = BLOCK; run < n; run *= 2) {
      x = y;
      y = free;
      free = x;
      int[] sorted = to;
      to = from;
      from = sorted;
      launch(items);
    }
    System.arraycopy(to, 0, order, 0, items);
  }
}
