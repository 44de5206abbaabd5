package twofold.tensor;

import java.util.Arrays;

/**
 * What the CPU writings of the reductions share. Reducing with {@code ⊕} (plus, or max), there are
 * two ways to be fast, by how the elements lie:
 *
 * <pre>
 *   rows     the n elements of one result lie side by side     fold each row
 *   columns  neighbouring results lie side by side             y ← y ⊕ row, for one row after the other
 * </pre>
 *
 * Everything else is gathered into rows first. Rows longer than {@link #PART} are folded in parts
 * of that length, the parts combined in order: the number of threads never decides in which order
 * anything is added.
 */
abstract class ReductionCpu implements Reduction.Kernel<float[]> {
  /** Elements folded at once. Fixed, because it decides the order of the additions. */
  private static final int PART = 1 << 14;

  /** Results side by side that are worth running along: one or two vectors. */
  private static final int SHORTEST_COLUMN_RUN = 16;

  /** The result for no elements: {@code e ⊕ x = x}. */
  abstract float identity();

  abstract float combine(float p, float q);

  /** {@code x[at] ⊕ … ⊕ x[at + n − 1]}. */
  abstract float fold(float[] x, int at, int n);

  /** {@code y[yi + r] ← y[yi + r] ⊕ x[xi + r]} for r = 0 … n − 1. */
  abstract void accumulate(float[] y, int yi, float[] x, int xi, int n);

  /** Four rows, one after the other: y is read and written once, where that can be done. */
  void accumulate(float[] y, int yi, float[] x, int x0, int x1, int x2, int x3, int n) {
    accumulate(y, yi, x, x0, n);
    accumulate(y, yi, x, x1, n);
    accumulate(y, yi, x, x2, n);
    accumulate(y, yi, x, x3, n);
  }

  @Override
  public void reduce(View<float[]> x, float[] y, int n) {
    if (n == 0 || y.length == 0) {
      Arrays.fill(y, identity());
      return;
    }
    Layout layout = x.layout();
    int kept = keptAxes(x.shape(), y.length);
    boolean rowsAreDense = layout.isDense(kept, x.shape().rank());
    boolean columnsAreDense = layout.isDense(0, kept);
    if (columnsAreDense && !rowsAreDense && y.length >= SHORTEST_COLUMN_RUN) {
      int grain = Math.max(256, PART / n);
      Parallel.ranges(y.length, grain, (from, to) -> columns(x, y, n, from, to));
    } else if (n > PART) {
      for (int i = 0; i < y.length; i++) {
        y[i] = longRow(x, rowsAreDense, i, n);
      }
    } else {
      int grain = Math.max(1, PART / n);
      Parallel.ranges(y.length, grain, (from, to) -> rows(x, rowsAreDense, y, n, from, to));
    }
  }

  /**
   * How many leading axes are the kept ones. Axes of extent 1 may count to either side: nobody
   * steps along them.
   */
  private static int keptAxes(Shape shape, int results) {
    int axes = 0;
    for (int product = 1; product != results; axes++) {
      product *= shape.dim(axes);
    }
    return axes;
  }

  private void columns(View<float[]> x, float[] y, int n, int from, int to) {
    Arrays.fill(y, from, to, identity());
    int first = from * n;
    int j = 0;
    for (; j <= n - 4; j += 4) {
      int k = first + j;
      accumulate(y, from, x.data(), x.at(k), x.at(k + 1), x.at(k + 2), x.at(k + 3), to - from);
    }
    for (; j < n; j++) {
      accumulate(y, from, x.data(), x.at(first + j), to - from);
    }
  }

  private void rows(View<float[]> x, boolean dense, float[] y, int n, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = part(x, dense, i * n, n);
    }
  }

  private float longRow(View<float[]> x, boolean dense, int i, int n) {
    int parts = (n + PART - 1) / PART;
    float[] partial = new float[parts];
    Parallel.run(
        parts, p -> partial[p] = part(x, dense, i * n + p * PART, Math.min(PART, n - p * PART)));
    float total = identity();
    for (float p : partial) {
      total = combine(total, p);
    }
    return total;
  }

  /** Folds elements {@code from … from + n − 1} of the view, all of one row. */
  private float part(View<float[]> x, boolean dense, int from, int n) {
    if (dense) {
      return fold(x.data(), x.at(from), n);
    }
    Pieces pieces = new Pieces(x, 0);
    float total = identity();
    int length;
    for (int i = from; i < from + n; i += length) {
      length = Math.min(from + n - i, pieces.reach(i));
      pieces.seek(i, length);
      total = combine(total, fold(pieces.data, pieces.at, length));
    }
    return total;
  }
}
