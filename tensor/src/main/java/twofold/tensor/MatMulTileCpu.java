package twofold.tensor;

import java.util.Arrays;

/**
 * The tile in plain loops: 16 rows by 512 columns, whose sums live in the caches.
 *
 * <p>Of the ways to write the innermost loop the JIT compiler turns only some into vector
 * instructions, and a factor of five hangs on it:
 *
 * <ul>
 *   <li>Not a sum over p: adding floats in another order changes the result, so it keeps the order.
 *   <li>A loop over j, {@code s[j] += x * b[j]}, where each step writes an element of its own. It
 *       does two loads and a store for one multiply-add; with eight steps of k in one pass it does
 *       nine loads and a store for eight.
 *   <li>Not {@code s[si + j]} and {@code b[bi + j]} with two variable offsets: the compiler cannot
 *       exclude that what it writes is what it reads next. So the sums of each row are an array of
 *       their own, eight rows of B are copied to the start of another, and the distances between
 *       them are constants.
 *   <li>Not up to a variable bound. The bound is a constant, and a long one, as the compiler
 *       unrolls such a loop far and does what is left over number by number. What lies beyond the
 *       edge of C is computed for nothing; to keep that little, the last columns are done in strips
 *       of 128.
 * </ul>
 */
final class MatMulTileCpu implements MatMulTile {
  private static final int ROWS = 16;
  private static final int COLUMNS = 512;

  /** Width of a strip of the tile at the right edge of C. */
  private static final int NARROW = 128;

  /** Steps of k in one pass. */
  private static final int STEPS = 8;

  /** The sums of a tile (32 KB, 2 KB at a time) and the rows of B in work (16 KB, all the time). */
  private static final class Scratch {
    final float[][] sums = new float[ROWS][COLUMNS];
    final float[] steps = new float[STEPS * COLUMNS];
  }

  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void multiply(
      float[] a,
      int ai,
      float[] b,
      int bi,
      int bStep,
      float[] c,
      int ci,
      int cStep,
      int rows,
      int k,
      int columns,
      boolean add) {
    int strip = columns == COLUMNS ? COLUMNS : NARROW;
    for (int j = 0; j < columns; j += strip) {
      int width = Math.min(strip, columns - j);
      multiplyStrip(a, ai, b, bi + j, bStep, c, ci + j, cStep, rows, k, width, add);
    }
  }

  private void multiplyStrip(
      float[] a,
      int ai,
      float[] b,
      int bi,
      int bStep,
      float[] c,
      int ci,
      int cStep,
      int rows,
      int k,
      int columns,
      boolean add) {
    float[][] sums = scratch.get().sums;
    float[] steps = scratch.get().steps;
    for (int i = 0; i < rows; i++) {
      if (add) {
        System.arraycopy(c, ci + i * cStep, sums[i], 0, columns);
      } else {
        Arrays.fill(sums[i], 0);
      }
    }
    int p = 0;
    for (; p + STEPS <= k; p += STEPS) {
      for (int q = 0; q < STEPS; q++) {
        System.arraycopy(b, bi + (p + q) * bStep, steps, q * COLUMNS, columns);
      }
      for (int i = 0; i < rows; i++) {
        eightSteps(a, ai + i * A_ROW + p, steps, sums[i], columns);
      }
    }
    for (; p < k; p++) {
      System.arraycopy(b, bi + p * bStep, steps, 0, columns);
      for (int i = 0; i < rows; i++) {
        oneStep(a[ai + i * A_ROW + p], steps, sums[i]);
      }
    }
    for (int i = 0; i < rows; i++) {
      System.arraycopy(sums[i], 0, c, ci + i * cStep, columns);
    }
  }

  private static void eightSteps(float[] a, int ai, float[] b, float[] s, int columns) {
    float x0 = a[ai];
    float x1 = a[ai + 1];
    float x2 = a[ai + 2];
    float x3 = a[ai + 3];
    float x4 = a[ai + 4];
    float x5 = a[ai + 5];
    float x6 = a[ai + 6];
    float x7 = a[ai + 7];
    if (columns == COLUMNS) {
      wide(x0, x1, x2, x3, x4, x5, x6, x7, b, s);
    } else {
      narrow(x0, x1, x2, x3, x4, x5, x6, x7, b, s);
    }
  }

  private static void wide(
      float x0,
      float x1,
      float x2,
      float x3,
      float x4,
      float x5,
      float x6,
      float x7,
      float[] b,
      float[] s) {
    for (int j = 0; j < COLUMNS; j++) {
      s[j] +=
          x0 * b[j]
              + x1 * b[COLUMNS + j]
              + x2 * b[2 * COLUMNS + j]
              + x3 * b[3 * COLUMNS + j]
              + x4 * b[4 * COLUMNS + j]
              + x5 * b[5 * COLUMNS + j]
              + x6 * b[6 * COLUMNS + j]
              + x7 * b[7 * COLUMNS + j];
    }
  }

  /** As {@link #wide}: the bound of the loop must be a constant, so there are two methods. */
  private static void narrow(
      float x0,
      float x1,
      float x2,
      float x3,
      float x4,
      float x5,
      float x6,
      float x7,
      float[] b,
      float[] s) {
    for (int j = 0; j < NARROW; j++) {
      s[j] +=
          x0 * b[j]
              + x1 * b[COLUMNS + j]
              + x2 * b[2 * COLUMNS + j]
              + x3 * b[3 * COLUMNS + j]
              + x4 * b[4 * COLUMNS + j]
              + x5 * b[5 * COLUMNS + j]
              + x6 * b[6 * COLUMNS + j]
              + x7 * b[7 * COLUMNS + j];
    }
  }

  private static void oneStep(float x, float[] b, float[] s) {
    for (int j = 0; j < COLUMNS; j++) {
      s[j] += x * b[j];
    }
  }
}
