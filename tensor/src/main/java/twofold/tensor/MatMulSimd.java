package twofold.tensor;

/**
 * The matrix product on vector registers, by the Vector API.
 *
 * <p>Two ways of laying a vector into the product {@code cᵢⱼ = Σₚ aᵢₚ bₚⱼ}: along j ({@link
 * MatMulTileSimd}, the general case: nothing has to be added up across lanes) and along p ({@link
 * MatMulDotsSimd}, where C has few columns, or few rows and a transposed B).
 *
 * <p>The rounding bound is that of any order of summation, {@code |fl(C) − C| ≤ γₖ|A||B|}: each
 * product takes part in at most k roundings, a fused multiply-add being one.
 */
public final class MatMulSimd implements MatMul.Kernel<float[]> {
  /** With more columns the tiles, which want whole vectors of them, are at least as good. */
  private static final int FEW_COLUMNS = 24;

  /** With more rows it pays to pack a transposed B. */
  private static final int FEW_ROWS = 16;

  /**
   * How many steps of k scalar products need per row or column, whichever are few. They add up
   * lanes, once per element of C; tiles pack the larger operand, which costs the less per multiply-
   * add the more rows or columns use it. Measured: the two break even at 10 to 14.
   */
  private static final int STEPS_PER_LINE = 12;

  private static final MatMulBatch.One ONE = MatMulSimd::multiply;
  private static final MatMulTile TILE = new MatMulTileSimd();
  private static final ThreadLocal<MatMulBlocks> BLOCKS =
      ThreadLocal.withInitial(() -> new MatMulBlocks(TILE));
  private static final ThreadLocal<MatMulDotsSimd> DOTS =
      ThreadLocal.withInitial(MatMulDotsSimd::new);

  @Override
  public void multiply(
      View<float[]> a, View<float[]> b, float[] c, int batch, int m, int k, int n) {
    MatMulBatch.multiply(ONE, a, b, c, batch, m, k, n);
  }

  /** As {@link MatMulCpu#multiply}: same arguments, same promises. */
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
    if (n == 1 && aRow == 1 && m > 1) { // Cᵀ = BᵀAᵀ, and a column is stored like a row
      multiply(b, bOffset, bCol, bRow, a, aOffset, aCol, aRow, c, cOffset, 1, k, m);
    } else if (dotsAreFaster(aCol, bRow, m, k, n)) {
      DOTS.get().multiply(a, aOffset, aRow, b, bOffset, bRow, bCol, c, cOffset, m, k, n);
    } else if (n <= FEW_COLUMNS && n < m && aRow == 1) { // rows of Aᵀ are read where they are
      BLOCKS
          .get()
          .multiplyTransposed(a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, c, cOffset, m, k, n);
    } else {
      BLOCKS.get().multiply(a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, c, cOffset, m, k, n);
    }
  }

  private static boolean dotsAreFaster(int aCol, int bRow, int m, int k, int n) {
    return aCol == 1
        && (n <= FEW_COLUMNS && k >= STEPS_PER_LINE * n
            || m <= FEW_ROWS && k >= STEPS_PER_LINE * m && bRow == 1);
  }
}
