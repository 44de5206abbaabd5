package twofold.rnn.attention;

import java.util.Arrays;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Softmax;

/**
 * What {@link AttentionCpu} and {@link AttentionGradientCpu} share: a head is gone through in
 * blocks of a few queries, so that the rows of its weights stay in the nearest cache however long
 * the sequence is.
 *
 * <p>A block computes scores as far as its last query sees; those that its first queries do not see
 * are made to count nothing. Where weights are multiplied, what is masked takes no part at all: its
 * weight is 0, but 0 times the infinity or NaN that may stand there is not.
 */
final class HeadRows {
  /** Queries in a block: their scores with 500 keys take 32 KiB. */
  static final int ROWS = 16;

  /**
   * A masked score is so far below one that is seen, and so below the largest: a block's few
   * exp(−64) = 2·10⁻²⁸ change no sum from 1 on. −∞ would do, but it is outside of the range in
   * which an exponential on vectors is fast.
   */
  private static final float FAR_BELOW = 64;

  /** And by this part of itself, or a very large score would not notice the subtraction. */
  private static final float PART_BELOW = 0x1p-10f;

  /** Rows that are multiplied together; of a causal mask, few of the keys are not common to all. */
  private static final int TILE = 4;

  /** Multiply-adds that one thread takes at a time: some microseconds of work. */
  private static final int GRAIN = 1 << 16;

  final SmallProduct product;
  private final Supplier<Device<float[]>> device;
  private final ThreadLocal<Room> rooms = ThreadLocal.withInitial(Room::new);

  /**
   * @param device whose softmax is taken; a supplier, since devices make their kernels one by one
   */
  HeadRows(SmallProduct product, Supplier<Device<float[]>> device) {
    this.product = product;
    this.device = device;
  }

  /** What one thread works in. */
  static final class Room {
    /** Kᵀ/√d, a row for each of the d numbers. */
    float[] keys = {};

    /** Vᵀ likewise. */
    float[] values = {};

    /** Scores of a block, later what becomes of its gradient; as many columns as it sees keys. */
    float[] scores = {};

    /** Weights of a block, likewise. */
    float[] weights = {};
  }

  /**
   * Queries of one example, one after the other.
   *
   * @param visible how many keys each query of the batch sees
   * @param at the number of the first of these queries in the batch
   * @param rows how many there are
   */
  record Block(int[] visible, int at, int rows) {

    /** How many keys row r sees, and at least as many each later row. */
    int seenBy(int r) {
      return visible[at + r];
    }

    /** How many keys at least one row sees: the columns of its scores. */
    int columns() {
      return seenBy(rows - 1);
    }

    /** The first row that sees this key, counted from 0. */
    int firstThatSees(int key) {
      int r = 0;
      while (seenBy(r) <= key) {
        r++;
      }
      return r;
    }
  }

  Room room(Heads s) {
    Room room = rooms.get();
    room.keys = atLeast(room.keys, s.width() * s.keys());
    room.values = atLeast(room.values, s.values() * s.keys());
    room.scores = atLeast(room.scores, ROWS * s.keys());
    room.weights = atLeast(room.weights, ROWS * s.keys());
    return room;
  }

  private static float[] atLeast(float[] array, int length) {
    return array.length >= length ? array : new float[length];
  }

  /** How many heads one thread takes at a time. */
  static int grain(Heads s) {
    long work = (long) s.queries() * s.keys() * (s.width() + s.values());
    return (int) Math.max(1, GRAIN / Math.max(1, work));
  }

  /** {@code to[c, j] = factor·from[j, c]}: a matrix of so many rows, transposed. */
  static void transpose(
      float[] from, int at, int step, int rows, int columns, float factor, float[] to) {
    for (int c = 0; c < columns; c++) {
      for (int j = 0; j < rows; j++) {
        to[c * rows + j] = factor * from[at + j * step + c];
      }
    }
  }

  /** {@code C = A·Bᵀ} for a block: rows of A, and of B, transposed, as many columns as seen. */
  void scores(
      float[] a, int ai, int aRow, float[] transposed, int keys, float[] c, int m, int k, int n) {
    Arrays.fill(c, 0, m * n, 0);
    product.add(a, ai, aRow, 1, transposed, 0, keys, c, 0, n, m, k, n);
  }

  /**
   * The weights of a block, (rows, columns), in {@code room.weights}; those of masked keys are any
   * numbers.
   *
   * @param qi where its first query starts
   */
  void weights(float[] q, int qi, Room room, Block block, Heads s) {
    int n = block.columns();
    int step = s.heads() * s.width();
    scores(q, qi, step, room.keys, s.keys(), room.scores, block.rows, s.width(), n);
    for (int r = 0; r < block.rows; r++) {
      float seen = room.scores[r * n];
      float masked = seen - (FAR_BELOW + PART_BELOW * Math.abs(seen));
      Arrays.fill(room.scores, r * n + block.seenBy(r), (r + 1) * n, masked);
    }
    Softmax.Kernel<float[]> softmax = device.get().kernel(Softmax.Kernel.class);
    softmax.softmax(room.scores, room.weights, block.rows, n);
  }

  /**
   * {@code y[r] += Σⱼ w[r, j]·x[j]} over the keys j that row r sees.
   *
   * @param w (rows, columns) of the block
   * @param x row j starts at {@code xi + j * xRow}
   * @param y row r starts at {@code yi + r * yRow}
   * @param numbers in a row of x and y
   */
  void gather(
      float[] w,
      Block block,
      float[] x,
      int xi,
      int xRow,
      float[] y,
      int yi,
      int yRow,
      int numbers) {
    int n = block.columns();
    if (block.seenBy(0) == n) {
      product.add(w, 0, n, 1, x, xi, xRow, y, yi, yRow, block.rows, n, numbers);
      return;
    }
    for (int r = 0; r < block.rows; r += TILE) {
      int tile = Math.min(TILE, block.rows - r);
      int all = block.seenBy(r);
      int to = yi + r * yRow;
      product.add(w, r * n, n, 1, x, xi, xRow, y, to, yRow, tile, all, numbers);
      for (int t = 1; t < tile; t++) {
        int more = block.seenBy(r + t) - all;
        int from = (r + t) * n + all;
        int xs = xi + all * xRow;
        product.add(w, from, n, 1, x, xs, xRow, y, to + t * yRow, yRow, 1, more, numbers);
      }
    }
  }

  /**
   * {@code y[j] += Σᵣ w[r, j]·x[r]} over the rows r that see key j: the transpose of {@link
   * #gather}.
   */
  void scatter(
      float[] w,
      Block block,
      float[] x,
      int xi,
      int xRow,
      float[] y,
      int yi,
      int yRow,
      int numbers) {
    int n = block.columns();
    int all = block.seenBy(0);
    product.add(w, 0, 1, n, x, xi, xRow, y, yi, yRow, all, block.rows, numbers);
    for (int j = all; j < n; j += TILE) {
      int tile = Math.min(TILE, n - j);
      int first = block.firstThatSees(j + tile - 1);
      int to = yi + j * yRow;
      int from = first * n + j;
      int xs = xi + first * xRow;
      product.add(w, from, 1, n, x, xs, xRow, y, to, yRow, tile, block.rows - first, numbers);
      for (int t = 0; t < tile - 1; t++) {
        int earlier = block.firstThatSees(j + t);
        from = earlier * n + j + t;
        xs = xi + earlier * xRow;
        product.add(
            w, from, 1, n, x, xs, xRow, y, to + t * yRow, yRow, 1, first - earlier, numbers);
      }
    }
  }
}
