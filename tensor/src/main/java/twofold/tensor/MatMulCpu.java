package twofold.tensor;

/**
 * The matrix product in plain Java loops that the JIT compiler turns into vector instructions by
 * itself; for virtual machines without the Vector API.
 *
 * <p>Of the ways to write the innermost loop the compiler vectorises only some. A sum over p it
 * leaves alone, because adding floats in another order changes the result. A loop over j in which
 * each pass writes another element is free of that: {@code c[j] += x * b[j]}. To do more per load
 * and store of c[j], eight steps of k are done in one pass. The sums still live in the first-level
 * cache and not in registers, which is what {@link MatMulTileSimd} can say and this loop cannot.
 */
public final class MatMulCpu implements MatMul.Kernel<float[]> {
  private static final MatMulTile TILE = new Tile();
  private static final ThreadLocal<MatMulBlocks> BLOCKS =
      ThreadLocal.withInitial(() -> new MatMulBlocks(TILE));

  @Override
  public void multiply(View<float[]> a, View<float[]> b, float[] c, int m, int k, int n) {
    Layout la = a.layout();
    Layout lb = b.layout();
    multiply(
        a.data(),
        la.offset(),
        la.stride(0),
        la.stride(1),
        b.data(),
        lb.offset(),
        lb.stride(0),
        lb.stride(1),
        c,
        0,
        m,
        k,
        n);
  }

  /**
   * {@code C = A·B} for A of m rows and k columns and B of k rows and n columns.
   *
   * <p>The strides may be anything, also 0 (a row repeated) or negative (a matrix flipped); a
   * transposed matrix is one with its strides exchanged, and as fast. Every element of C is
   * written; k = 0 writes zeros. NaN and infinities propagate. The result does not depend on the
   * number of threads. C must not overlap A or B.
   *
   * @param a element (i, p) is at {@code aOffset + i * aRow + p * aCol}
   * @param b element (p, j) is at {@code bOffset + p * bRow + j * bCol}
   * @param c element (i, j) is at {@code cOffset + i * n + j}
   */
  public static void multiply(
      float[] a,
      int aOffset,
      int aRow,
      int aCol,
      float[] b,
      int bOffset,
      int bRow,
      int bCol,
      float[] c,
      int cOffset,
      int m,
      int k,
      int n) {
    if (m == 0 || n == 0) {
      return;
    }
    BLOCKS.get().multiply(a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, c, cOffset, m, k, n);
  }

  private static final class Tile implements MatMulTile {
    private static final int ROWS = 8;
    private static final int COLUMNS = 256;

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
      if (!add) {
        for (int i = 0; i < rows; i++) {
          java.util.Arrays.fill(c, ci + i * cStep, ci + i * cStep + columns, 0);
        }
      }
      int p = 0;
      for (; p + 8 <= k; p += 8) {
        for (int i = 0; i < rows; i++) {
          eightSteps(a, ai + p * ROWS + i, b, bi + p * bStep, bStep, c, ci + i * cStep, columns);
        }
      }
      for (; p < k; p++) {
        for (int i = 0; i < rows; i++) {
          oneStep(a[ai + p * ROWS + i], b, bi + p * bStep, c, ci + i * cStep, columns);
        }
      }
    }

    private static void eightSteps(
        float[] a, int ai, float[] b, int b0, int bStep, float[] c, int ci, int columns) {
      float x0 = a[ai];
      float x1 = a[ai + ROWS];
      float x2 = a[ai + 2 * ROWS];
      float x3 = a[ai + 3 * ROWS];
      float x4 = a[ai + 4 * ROWS];
      float x5 = a[ai + 5 * ROWS];
      float x6 = a[ai + 6 * ROWS];
      float x7 = a[ai + 7 * ROWS];
      int b1 = b0 + bStep;
      int b2 = b1 + bStep;
      int b3 = b2 + bStep;
      int b4 = b3 + bStep;
      int b5 = b4 + bStep;
      int b6 = b5 + bStep;
      int b7 = b6 + bStep;
      for (int j = 0; j < columns; j++) {
        c[ci + j] +=
            x0 * b[b0 + j]
                + x1 * b[b1 + j]
                + x2 * b[b2 + j]
                + x3 * b[b3 + j]
                + x4 * b[b4 + j]
                + x5 * b[b5 + j]
                + x6 * b[b6 + j]
                + x7 * b[b7 + j];
      }
    }

    private static void oneStep(float x, float[] b, int bi, float[] c, int ci, int columns) {
      for (int j = 0; j < columns; j++) {
        c[ci + j] += x * b[bi + j];
      }
    }
  }
}
