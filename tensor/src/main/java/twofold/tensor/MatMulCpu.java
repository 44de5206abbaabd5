package twofold.tensor;

/**
 * The matrix product in plain Java loops that the JIT compiler turns into vector instructions by
 * itself; for virtual machines without the Vector API.
 *
 * <p>{@link MatMulBlocks} has the loops over blocks, {@link MatMulTileCpu} the innermost ones. The
 * rounding bound is that of any order of summation, {@code |fl(C) − C| ≤ γₖ|A||B|}: each product is
 * rounded once itself and takes part in at most k − 1 additions that round.
 */
public final class MatMulCpu implements MatMul.Kernel<float[]> {
  private static final MatMulBatch.One ONE = MatMulCpu::multiply;
  private static final MatMulTile TILE = new MatMulTileCpu();
  private static final ThreadLocal<MatMulBlocks> BLOCKS =
      ThreadLocal.withInitial(() -> new MatMulBlocks(TILE));

  /** With fewer columns than this the vector instructions would mostly work for nothing. */
  private static final int FEW_COLUMNS = 64;

  @Override
  public void multiply(
      View<float[]> a, View<float[]> b, float[] c, int batch, int m, int k, int n) {
    MatMulBatch.multiply(ONE, a, b, c, batch, m, k, n);
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
    MatMulBlocks blocks = BLOCKS.get();
    if (n >= FEW_COLUMNS || n >= m) {
      blocks.multiply(a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, c, cOffset, m, k, n);
      return;
    }
    // Then the long side of C lies along the loop that becomes vector instructions.
    blocks.multiplyTransposed(a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, c, cOffset, m, k, n);
  }
}
