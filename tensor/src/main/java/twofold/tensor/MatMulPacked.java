package twofold.tensor;

/**
 * A right-hand side that is packed once and then multiplied by many left-hand sides: the weights
 * that a recurrent network reads again at every step of time.
 *
 * <pre>
 *   C = A·B        A: (m, k)    B: (k, n), packed    C: (m, n)
 * </pre>
 *
 * {@link MatMul} packs its operands for every product, which with few rows takes as long as the
 * product itself.
 *
 * <p>A product runs on the thread that asks for it; several may ask at the same time. A row of C
 * does not depend on how many rows are computed with it, bit for bit: callers may deal out rows to
 * threads as they like.
 *
 * <p>Rounding: that of any order of summation, {@code |fl(C) − C| ≤ γₖ|A||B|}.
 */
public final class MatMulPacked {

  /** Where a thread puts rows of A, and sums on their way to C. */
  private static final class Scratch {
    float[] a = {};
    float[] sums = {};
  }

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final MatMulTile tile;
  private float[] panels = {};
  private int k;
  private int n;

  MatMulPacked(MatMulTile tile) {
    this.tile = tile;
  }

  /** Packs B: element (p, j) is at {@code offset + p * row + j * column}. */
  public MatMulPacked pack(float[] b, int offset, int row, int column, int k, int n) {
    this.k = k;
    this.n = n;
    if (panels.length < MatMulBlocks.B_START + k * width()) {
      panels = new float[MatMulBlocks.B_START + k * width()];
    }
    for (int p = 0; p < k; p += MatMulBlocks.BLOCK_K) {
      int depth = depth(p);
      for (int j = 0; j < n; j += tile.columns()) {
        int from = offset + p * row + j * column;
        int count = Math.min(tile.columns(), n - j);
        MatMulPanels.packB(
            b, from, row, column, depth, count, widthOf(count), panels, panel(p, depth, j));
      }
    }
    return this;
  }

  /**
   * {@code C = A·B}.
   *
   * @param a element (i, p) is at {@code aOffset + i * aRow + p}
   * @param c element (i, j) is at {@code cOffset + i * cRow + j}
   */
  public void multiply(float[] a, int aOffset, int aRow, float[] c, int cOffset, int cRow, int m) {
    Scratch scratch = SCRATCH.get();
    if (scratch.a.length < tile.rows() * MatMulTile.A_ROW) {
      scratch.a = new float[tile.rows() * MatMulTile.A_ROW];
      scratch.sums = new float[tile.rows() * tile.columns()];
    }
    for (int p = 0; p < k; p += MatMulBlocks.BLOCK_K) {
      int depth = depth(p);
      for (int i = 0; i < m; i += tile.rows()) {
        int rows = Math.min(tile.rows(), m - i);
        MatMulPanels.packA(a, aOffset + i * aRow + p, aRow, 1, rows, depth, scratch.a, 0);
        for (int j = 0; j < n; j += tile.columns()) {
          multiply(scratch, p, depth, j, c, cOffset + i * cRow + j, cRow, rows);
        }
      }
    }
  }

  /**
   * One tile, of one block of k. What a tile adds to may go into its sums first or last, depending
   * on how many rows it has; so each block is summed for itself, and then added.
   */
  private void multiply(
      Scratch scratch, int p, int depth, int j, float[] c, int ci, int cRow, int rows) {
    int columns = Math.min(tile.columns(), n - j);
    int bStep = widthOf(columns);
    int bi = panel(p, depth, j);
    if (p == 0) {
      tile.multiply(scratch.a, 0, panels, bi, bStep, c, ci, cRow, rows, depth, columns, false);
      return;
    }
    float[] sums = scratch.sums;
    int row = tile.columns();
    tile.multiply(scratch.a, 0, panels, bi, bStep, sums, 0, row, rows, depth, columns, false);
    for (int i = 0; i < rows; i++) {
      for (int q = 0; q < columns; q++) {
        c[ci + i * cRow + q] += sums[i * row + q];
      }
    }
  }

  /** How many steps of k the block has that begins at p. */
  private int depth(int p) {
    return Math.min(MatMulBlocks.BLOCK_K, k - p);
  }

  /** Where the panel begins that has column j in front, of the block that begins at p. */
  private int panel(int p, int depth, int j) {
    return MatMulBlocks.B_START + p * width() + j * depth;
  }

  /** The numbers that one step of k takes in all panels together. */
  private int width() {
    return widthOf(n);
  }

  /** So many columns, filled up to whole vectors. */
  private int widthOf(int columns) {
    return MatMulBlocks.pieces(columns, tile.lanes()) * tile.lanes();
  }
}
