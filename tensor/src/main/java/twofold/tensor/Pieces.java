package twofold.tensor;

/**
 * Any view, read as a sequence of dense pieces: what lets every element-wise CPU kernel be one
 * dense loop.
 *
 * <p>The compiler turns {@code for (i) c[i] = a[i] + b[i]} into SIMD instructions, but not a loop
 * whose operands jump. So pieces that lie side by side are used where they are, and all others - a
 * transposed matrix, a column seen many times - are gathered into a small scratch array first,
 * which stays in the fastest cache.
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
  private final int row;
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
    this.row = rank > 0 && layout.stride(-1) == 1 ? layout.shape().dim(-1) : 0;
    boolean same = true;
    for (int axis = 0; axis < rank; axis++) {
      same &= layout.stride(axis) == 0 || layout.shape().dim(axis) == 1;
    }
    this.everywhereTheSame = same;
  }

  /** How many elements from the {@code i}-th on can be had as one piece. */
  int reach(int i) {
    if (scratch == null) {
      return Integer.MAX_VALUE;
    }
    return row >= SHORTEST_RUN ? row - i % row : SCRATCH;
  }

  /** Makes elements {@code i … i + n − 1} the current piece; n is at most {@code reach(i)}. */
  void seek(int i, int n) {
    if (scratch == null || row >= SHORTEST_RUN) {
      data = view.data();
      at = view.at(i);
      return;
    }
    data = scratch;
    at = 0;
    if (!everywhereTheSame || filled < n) {
      gather(view, i, n, scratch);
      filled = n;
    }
  }

  /** {@code into[r] = element i + r of the view}, in runs along the last axis. */
  private static void gather(View<float[]> view, int i, int n, float[] into) {
    int length = view.shape().dim(-1);
    int stride = view.layout().stride(-1);
    float[] data = view.data();
    int done = 0;
    while (done < n) {
      int run = Math.min(n - done, length - (i + done) % length);
      int from = view.at(i + done);
      for (int r = 0; r < run; r++) {
        into[done + r] = data[from + r * stride];
      }
      done += run;
    }
  }
}
