package twofold.tensor;

/**
 * {@link CumSum} in blocks of fixed length along the axis:
 *
 * <pre>
 *   1. sum up each block but the last                  all blocks at once
 *   2. from these, what comes before each block        few numbers, on one thread
 *   3. running sums in each block, starting there      all blocks at once
 * </pre>
 *
 * The length of a block follows from the shape alone, so the number of threads never decides in
 * which order anything is added. An axis that is one block long needs the third step only.
 *
 * <p>Where many sums run side by side, because many elements come after the axis, no blocks are
 * needed: the threads share the sums.
 */
final class CumSumCpu implements CumSum.Kernel<float[]> {
  /** Elements in a block: worth handing over to a thread. Fixed, because it decides the order. */
  private static final int PART = 1 << 14;

  /** Sums that run side by side in one task: a few of these rows fit the first cache. */
  private static final int COLUMNS = 1 << 10;

  @Override
  public void cumSum(View<float[]> x, float[] y, int outer, int n, int inner) {
    if (inner < COLUMNS) {
      inBlocks(x, y, outer, n, inner);
      return;
    }
    int chunks = (inner + COLUMNS - 1) / COLUMNS;
    Parallel.ranges(
        outer * chunks,
        Math.max(1, PART / (n * COLUMNS)),
        (from, to) -> {
          for (int t = from; t < to; t++) {
            int column = t % chunks * COLUMNS;
            int at = t / chunks * n * inner + column;
            columns(x, y, at, n, inner, Math.min(COLUMNS, inner - column));
          }
        });
  }

  /** That many running sums side by side, down n rows. */
  private static void columns(View<float[]> x, float[] y, int at, int n, int inner, int width) {
    Pieces pieces = new Pieces(x, 0);
    float[] zeros = new float[width];
    int length;
    for (int c = 0; c < width; c += length) {
      length = Math.min(width - c, pieces.reach(at + c));
      for (int j = 0; j < n; j++) {
        int p = at + c + j * inner;
        pieces.seek(p, length); // rows lie whole last axes apart: each reaches as far as the first
        add(pieces.data, pieces.at, j == 0 ? zeros : y, j == 0 ? c : p - inner, y, p, length);
      }
    }
  }

  private static void inBlocks(View<float[]> x, float[] y, int outer, int n, int inner) {
    int length = Math.min(n, Math.max(1, PART / inner));
    int blocks = (n + length - 1) / length;
    float[] start = new float[blocks == 1 ? inner : outer * blocks * inner]; // one block: zeros
    int grain = Math.max(1, PART / (length * inner));
    if (blocks > 1) {
      Parallel.ranges(
          outer * blocks,
          grain,
          (from, to) -> {
            for (int t = from; t < to; t++) {
              int o = t / blocks;
              int first = t % blocks * length;
              if (first + length < n) {
                total(x, (o * n + first) * inner, length, start, t * inner, inner);
              }
            }
          });
      for (int o = 0; o < outer; o++) {
        before(start, o * blocks * inner, blocks, inner);
      }
    }
    Parallel.ranges(
        outer * blocks,
        grain,
        (from, to) -> {
          for (int t = from; t < to; t++) {
            int o = t / blocks;
            int first = t % blocks * length;
            int count = Math.min(length, n - first);
            int startAt = blocks == 1 ? 0 : t * inner;
            scan(x, (o * n + first) * inner, count, start, startAt, inner, y);
          }
        });
  }

  /** {@code total[at + i] = Σ} of the i-th elements of that many rows of the view. */
  private static void total(
      View<float[]> x, int from, int count, float[] total, int at, int inner) {
    Pieces pieces = new Pieces(x, 0);
    int end = from + count * inner;
    int i = 0;
    int length;
    for (int p = from; p < end; p += length) {
      length = Math.min(end - p, pieces.reach(p));
      pieces.seek(p, length);
      if (inner == 1) {
        total[at] = sum(pieces.data, pieces.at, total[at], length);
      } else {
        for (int r = 0; r < length; r++) {
          total[at + i] += pieces.data[pieces.at + r];
          i = i + 1 == inner ? 0 : i + 1;
        }
      }
    }
  }

  /** Sums of blocks become the sums of all blocks before. */
  private static void before(float[] sums, int at, int blocks, int inner) {
    for (int i = at; i < at + inner; i++) {
      float sum = 0;
      for (int b = 0; b < blocks; b++) {
        float own = sums[i + b * inner];
        sums[i + b * inner] = sum;
        sum += own;
      }
    }
  }

  /** Running sums of that many rows of the view, written from y[from] on. */
  private static void scan(
      View<float[]> x, int from, int count, float[] start, int at, int inner, float[] y) {
    Pieces pieces = new Pieces(x, 0);
    int end = from + count * inner;
    int length;
    for (int p = from; p < end; p += length) {
      length = Math.min(end - p, pieces.reach(p));
      pieces.seek(p, length);
      if (inner == 1) {
        float before = p == from ? start[at] : y[p - 1];
        row(pieces.data, pieces.at, before, y, p, length);
      } else {
        int firstRow = Math.max(0, Math.min(length, from + inner - p));
        add(pieces.data, pieces.at, start, at + p - from, y, p, firstRow);
        add(
            pieces.data,
            pieces.at + firstRow,
            y,
            p + firstRow - inner,
            y,
            p + firstRow,
            length - firstRow);
      }
    }
  }

  private static float sum(float[] x, int xi, float before, int n) {
    float sum = before;
    for (int r = 0; r < n; r++) {
      sum += x[xi + r];
    }
    return sum;
  }

  /** The sum so far stays in a register. */
  private static void row(float[] x, int xi, float before, float[] y, int yi, int n) {
    float sum = before;
    for (int r = 0; r < n; r++) {
      sum += x[xi + r];
      y[yi + r] = sum;
    }
  }

  /** {@code y[yi + r] = b[bi + r] + x[xi + r]}, one after the other: b may be what y has been. */
  private static void add(float[] x, int xi, float[] b, int bi, float[] y, int yi, int n) {
    for (int r = 0; r < n; r++) {
      y[yi + r] = b[bi + r] + x[xi + r];
    }
  }
}
