package twofold.tensor;

import java.util.Arrays;

/**
 * Any view, read as a sequence of dense pieces: what lets every element-wise CPU kernel be one
 * dense loop.
 *
 * <p>Vector instructions take neighbours, not operands that jump. So pieces that lie side by side
 * are used where they are, and all others - a transposed matrix, a column seen many times - are
 * gathered into a small scratch array first, which stays in the fastest cache.
 */
final class Pieces {
  /** Floats in a scratch array: three of 4 KiB fit a level-1 cache of 32 KiB with room to spare. */
  private static final int SCRATCH = 1024;

  /** Shorter runs than this are cheaper to gather than to visit one by one. */
  private static final int SHORTEST_RUN = 64;

  private static final ThreadLocal<float[][]> SCRATCHES =
      ThreadLocal.withInitial(() -> new float[3][SCRATCH]);

  private final View<float[]> view;
  private final float[] scratch;

  /** Elements in equal steps through storage: the last axis, and those before that continue it. */
  private final int row;

  /** How far apart they are. */
  private final int stride;

  private final boolean everywhereTheSame;
  private int filled;

  /** Where the current piece lies: {@code data[at], data[at + 1], …}. */
  float[] data;

  int at;

  /**
   * @param operand 0, 1 or 2: operands that are read at the same time need a scratch array each
   */
  Pieces(View<float[]> view, int operand) {
    Layout layout = view.layout();
    int rank = layout.shape().rank();
    this.view = view;
    this.scratch = layout.isDense() ? null : SCRATCHES.get()[operand];
    int length = 1;
    int step = 0;
    for (int axis = rank - 1; axis >= 0; axis--) {
      int dim = layout.shape().dim(axis);
      if (dim == 1) {
        continue; // nobody steps along it
      }
      if (length > 1 && layout.stride(axis) != length * step) {
        break;
      }
      step = length == 1 ? layout.stride(axis) : step;
      length *= dim;
    }
    this.row = length;
    this.stride = step;
    this.everywhereTheSame = step == 0 && length == layout.shape().size();
  }

  /** How many elements from the {@code i}-th on can be had as one piece. */
  int reach(int i) {
    if (scratch == null) {
      return Integer.MAX_VALUE;
    }
    return isSeenInPlace() ? row - i % row : SCRATCH;
  }

  /** Makes elements {@code i … i + n − 1} the current piece; n is at most {@code reach(i)}. */
  void seek(int i, int n) {
    if (scratch == null || isSeenInPlace()) {
      data = view.data();
      at = view.at(i);
      return;
    }
    data = scratch;
    at = 0;
    if (!everywhereTheSame || filled < n) {
      gather(i, n);
      filled = n;
    }
  }

  private boolean isSeenInPlace() {
    return stride == 1 && row >= SHORTEST_RUN;
  }

  /** {@code scratch[r] = element i + r of the view}, row by row. */
  private void gather(int i, int n) {
    float[] from = view.data();
    int count;
    for (int done = 0; done < n; done += count) {
      count = Math.min(n - done, row - (i + done) % row);
      int at = view.at(i + done);
      if (stride == 0) {
        Arrays.fill(scratch, done, done + count, from[at]);
        continue;
      }
      for (int r = 0; r < count; r++) {
        scratch[done + r] = from[at + r * stride];
      }
    }
  }
}
