package twofold.tensor;

/**
 * Packing: copies a strip of a matrix into the order in which a tile will read it.
 *
 * <p>A panel of width w holds w rows of A, or w columns of B, step of k after step of k: element
 * (p, r) is at {@code p * w + r}. Packing costs one pass over the operand and each packed number is
 * read again hundreds of times; what it buys:
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
   * Packs one panel: {@code to[toOffset + p * width + r] = from[offset + p * along + r * across]}
   * for {@code r < count}, and 0 for the rest of the width.
   *
   * @param along stride of the operand in the direction of k
   * @param across stride of the operand from one row (of A) or column (of B) to the next
   */
  static void pack(
      float[] from,
      int offset,
      int along,
      int across,
      int k,
      int count,
      int width,
      float[] to,
      int toOffset) {
    for (int p = 0; p < k; p += STEPS) {
      packSteps(
          from,
          offset + p * along,
          along,
          across,
          Math.min(STEPS, k - p),
          count,
          width,
          to,
          toOffset + p * width);
    }
  }

  private static void packSteps(
      float[] from,
      int offset,
      int along,
      int across,
      int k,
      int count,
      int width,
      float[] to,
      int toOffset) {
    int r = 0;
    if (across == 1 && count >= 16) {
      copyRows(from, offset, along, k, count, width, to, toOffset);
      r = count;
    } else {
      for (; r + 8 <= count; r += 8) {
        int corner = offset + r * across;
        if (along == 1) {
          interleave(from, corner, across, k, width, to, toOffset + r);
        } else if (across == 1) {
          copyEights(from, corner, along, k, width, to, toOffset + r);
        } else {
          for (int q = 0; q < 8; q++) {
            copyStrided(from, corner + q * across, along, k, width, to, toOffset + r + q);
          }
        }
      }
    }
    for (; r < count; r++) {
      copyStrided(from, offset + r * across, along, k, width, to, toOffset + r);
    }
    for (; r < width; r++) {
      clear(k, width, to, toOffset + r);
    }
  }

  /** The row of the operand is contiguous and long: copied as a whole, step after step. */
  private static void copyRows(
      float[] from, int offset, int along, int k, int count, int width, float[] to, int toOffset) {
    for (int p = 0; p < k; p++) {
      System.arraycopy(from, offset + p * along, to, toOffset + p * width, count);
    }
  }

  /** As {@link #copyRows} for eight numbers, too few to be worth a call. */
  private static void copyEights(
      float[] from, int offset, int along, int k, int width, float[] to, int toOffset) {
    for (int p = 0; p < k; p++) {
      int s = offset + p * along;
      int t = toOffset + p * width;
      float x0 = from[s];
      float x1 = from[s + 1];
      float x2 = from[s + 2];
      float x3 = from[s + 3];
      float x4 = from[s + 4];
      float x5 = from[s + 5];
      float x6 = from[s + 6];
      float x7 = from[s + 7];
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
