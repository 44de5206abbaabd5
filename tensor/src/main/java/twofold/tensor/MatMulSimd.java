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
  /** Up to here scalar products beat tiles: a tile would be as wide as a vector or two. */
  private static final int FEW_COLUMNS = 16;

  /** Up to here it does not pay to pack a transposed B. */
  private static final int FEW_ROWS = 16;

  /** Below this a scalar product is mostly adding up lanes. */
  private static final int LONG = 64;

  private static final MatMulTile TILE = new MatMulTileSimd();
  private static final ThreadLocal<MatMulBlocks> BLOCKS =
      ThreadLocal.withInitial(() -> new MatMulBlocks(TILE));
  private static final ThreadLocal<MatMulDotsSimd> DOTS =
      ThreadLocal.withInitial(MatMulDotsSimd::new);

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
    if (aCol == 1 && k >= LONG && (n <= FEW_COLUMNS || m <= FEW_ROWS && bRow == 1)) {
      DOTS.get().multiply(a, aOffset, aRow, b, bOffset, bRow, bCol, c, cOffset, m, k, n);
    } else {
      BLOCKS.get().multiply(a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, c, cOffset, m, k, n);
    }
  }
}
