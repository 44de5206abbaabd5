package twofold.tensor;

/**
 * Packing: copies a strip of a matrix into the order in which a tile will read it.
 *
 * <p>A panel of B holds w columns of it, step of k after step of k: element (p, j) is at {@code p *
 * w + j}, so that the vectors of one step lie side by side. A panel of A holds some of its rows,
 * one after the other: element (i, p) is at {@code i * A_ROW + p}; its numbers are spread over a
 * vector one by one, and they may come from anywhere. Packing costs one pass over the operand and
 * each packed number is read again hundreds of times; what it buys:
 *
 * <ul>
 *   <li>the tile reads memory strictly upwards, which is what hardware prefetches;
 *   <li>a panel lies on few pages and spreads over all sets of the cache, whereas the column of a
 *       matrix with 1024 columns hits the same few sets again and again;
 *   <li>transposed, broadcast and flipped operands differ in their strides only: after packing they
 *       are all the same, so one tile serves all of them at one speed.
 * </ul>
 */
final class MatMulPanels {
  /**
   * Steps of k packed at a time. A panel is written eight columns at a time; a piece of 64 steps of
   * it (8 KB) is still in the first-level cache when the next eight come.
   */
  private static final int STEPS = 64;

  private MatMulPanels() {}

  /**
   * Packs a panel of A: {@code to[at + i * A_ROW + p] = from[offset + i * aRow + p * aCol]} for
   * {@code i < rows}, {@code p < k}.
   */
  static void packA(
      float[] from, int offset, int aRow, int aCol, int rows, int k, float[] to, int at) {
    int i = 0;
    if (aCol == 1) {
      for (; i < rows; i++) {
        System.arraycopy(from, offset + i * aRow, to, at + i * MatMulTile.A_ROW, k);
      }
    }
    for (; i + 4 <= rows; i += 4) {
      dealFour(from, offset + i * aRow, aRow, aCol, k, to, at + i * MatMulTile.A_ROW);
    }
    for (; i < rows; i++) {
      copyStrided(from, offset + i * aRow, aCol, k, 1, to, at + i * MatMulTile.A_ROW);
    }
  }

  /** Four rows of A at a time: where A is transposed they share their cache lines. */
  private static void dealFour(
      float[] from, int offset, int aRow, int aCol, int k, float[] to, int at) {
    int t1 = at + MatMulTile.A_ROW;
    int t2 = t1 + MatMulTile.A_ROW;
    int t3 = t2 + MatMulTile.A_ROW;
    for (int p = 0; p < k; p++) {
      int s = offset + p * aCol;
      float x0 = from[s];
      float x1 = from[s + aRow];
      float x2 = from[s + 2 * aRow];
      float x3 = from[s + 3 * aRow];
      to[at + p] = x0;
      to[t1 + p] = x1;
      to[t2 + p] = x2;
      to[t3 + p] = x3;
    }
  }

  /**
   * Packs a panel of B: {@code to[at + p * width + j] = from[offset + p * bRow + j * bCol]} for
   * {@code j < count}, {@code p < k}, and 0 for the rest of the width.
   */
  static void packB(
      float[] from,
      int offset,
      int bRow,
      int bCol,
      int k,
      int count,
      int width,
      float[] to,
      int at) {
    for (int p = 0; p < k; p += STEPS) {
      int steps = Math.min(STEPS, k - p);
      packSteps(from, offset + p * bRow, bRow, bCol, steps, count, width, to, at + p * width);
    }
  }

  private static void packSteps(
      float[] from,
      int offset,
      int bRow,
      int bCol,
      int k,
      int count,
      int width,
      float[] to,
      int at) {
    int j = 0;
    if (bCol == 1) {
      for (int p = 0; p < k; p++) {
        System.arraycopy(from, offset + p * bRow, to, at + p * width, count);
      }
      j = count;
    } else if (bRow == 1) {
      for (; j + 8 <= count; j += 8) {
        interleave(from, offset + j * bCol, bCol, k, width, to, at + j);
      }
    }
    for (; j < count; j++) {
      copyStrided(from, offset + j * bCol, bRow, k, width, to, at + j);
    }
    for (; j < width; j++) {
      clear(k, width, to, at + j);
    }
  }

  /**
   * Eight contiguous lines side by side: a transposition that reads eight streams at once.
   *
   * <p>All eight are read before the first is written. With loads and stores taking turns the loop
   * is about half as fast, probably as the compiler then cannot merge the stores' range checks.
   */
  private static void interleave(
      float[] from, int offset, int across, int k, int width, float[] to, int toOffset) {
    int s1 = offset + across;
    int s2 = s1 + across;
    int s3 = s2 + across;
    int s4 = s3 + across;
    int s5 = s4 + across;
    int s6 = s5 + across;
    int s7 = s6 + across;
    for (int p = 0; p < k; p++) {
      float x0 = from[offset + p];
      float x1 = from[s1 + p];
      float x2 = from[s2 + p];
      float x3 = from[s3 + p];
      float x4 = from[s4 + p];
      float x5 = from[s5 + p];
      float x6 = from[s6 + p];
      float x7 = from[s7 + p];
      int t = toOffset + p * width;
      to[t] = x0;
      to[t + 1] = x1;
      to[t + 2] = x2;
      to[t + 3] = x3;
      to[t + 4] = x4;
      to[t + 5] = x5;
      to[t + 6] = x6;
      to[t + 7] = x7;
    }
  }

  private static void copyStrided(
      float[] from, int offset, int along, int k, int width, float[] to, int toOffset) {
    for (int p = 0; p < k; p++) {
      to[toOffset + p * width] = from[offset + p * along];
    }
  }

  private static void clear(int k, int width, float[] to, int toOffset) {
    for (int p = 0; p < k; p++) {
      to[toOffset + p * width] = 0;
    }
  }
}
