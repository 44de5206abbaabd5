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
 * are thrown away. Where weights are multiplied, what is masked takes no part at all: its weight is
 * 0, but 0 times the infinity or NaN that may stand there is not.
 */
final class HeadRows {
  /** Queries in a block: their scores with 500 keys take 32 KiB. */
  static final int ROWS = 16;

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
   * The weights of the queries {@code i0 … i0 + rows − 1} of head h of example b, in {@code
   * room.weights}.
   *
   * @param n how many keys the last of them sees, at least 1
   */
  void weights(
      float[] q, Room room, int[] visible, Heads s, int b, int h, int i0, int rows, int n) {
    int step = s.heads() * s.width();
    scores(q, s.query(b, i0, h), step, room.keys, s.keys(), room.scores, rows, s.width(), n);
    for (int r = 0; r < rows; r++) {
      int sees = visible[b * s.queries() + i0 + r];
      Arrays.fill(room.scores, r * n + sees, (r + 1) * n, Float.NEGATIVE_INFINITY);
    }
    Softmax.Kernel<float[]> softmax = device.get().kernel(Softmax.Kernel.class);
    softmax.softmax(room.scores, room.weights, rows, n);
  }

  /**
   * {@code y[r] += Σⱼ w[r, j]·x[j]} over the keys j that row r sees.
   *
   * @param w (rows, n)
   * @param visible of row r: {@code visible[at + r]}
   * @param columns how many numbers x and y have
   */
  void gather(
      float[] w,
      int n,
      int[] visible,
      int at,
      int rows,
      float[] x,
      int xi,
      int xRow,
      float[] y,
      int yi,
      int yRow,
      int columns) {
    if (visible[at] == n) {
      product.add(w, 0, n, 1, x, xi, xRow, y, yi, yRow, rows, n, columns);
      return;
    }
    for (int r = 0; r < rows; r += TILE) {
      int tile = Math.min(TILE, rows - r);
      int all = visible[at + r];
      int to = yi + r * yRow;
      product.add(w, r * n, n, 1, x, xi, xRow, y, to, yRow, tile, all, columns);
      for (int t = 1; t < tile; t++) {
        int more = visible[at + r + t] - all;
        int from = (r + t) * n + all;
        int xs = xi + all * xRow;
        product.add(w, from, n, 1, x, xs, xRow, y, to + t * yRow, yRow, 1, more, columns);
      }
    }
  }

  /**
   * {@code y[j] += Σᵣ w[r, j]·x[r]} over the rows r that see key j: the transpose of {@link
   * #gather}.
   */
  void scatter(
      float[] w,
      int n,
      int[] visible,
      int at,
      int rows,
      float[] x,
      int xi,
      int xRow,
      float[] y,
      int yi,
      int yRow,
      int columns) {
    int all = visible[at];
    product.add(w, 0, 1, n, x, xi, xRow, y, yi, yRow, all, rows, columns);
    for (int j = all; j < n; j += TILE) {
      int tile = Math.min(TILE, n - j);
      int first = firstThatSees(j + tile - 1, visible, at, rows);
      int xs = xi + first * xRow;
      int to = yi + j * yRow;
      product.add(w, first * n + j, 1, n, x, xs, xRow, y, to, yRow, tile, rows - first, columns);
      for (int t = 0; t < tile - 1; t++) {
        int earlier = firstThatSees(j + t, visible, at, rows);
        int from = earlier * n + j + t;
        int xe = xi + earlier * xRow;
        int more = first - earlier;
        product.add(w, from, 1, n, x, xe, xRow, y, to + t * yRow, yRow, 1, more, columns);
      }
    }
  }

  private static int firstThatSees(int key, int[] visible, int at, int rows) {
    int r = 0;
    while (r < rows && visible[at + r] <= key) {
      r++;
    }
    return r;
  }
}
