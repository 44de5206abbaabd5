package twofold.tensor;

/**
 * The innermost piece of a blocked matrix product: a small rectangle of C, computed from a panel of
 * A and a panel of B. {@link MatMulBlocks} does everything around it.
 *
 * <p>A tile of r rows and s columns reads r + s numbers per step of k and does r·s multiply-adds
 * with them. The larger the tile, the less is read per multiply-add; its limit is the place where
 * the r·s running sums are kept, which should be registers.
 */
interface MatMulTile {
  /**
   * How far apart the rows of a panel of A are. A constant, so that one register holds the place in
   * all rows; room for the longest block of k, and a cache line more: with 512 the rows would all
   * lie in the same few sets of the cache.
   */
  int A_ROW = MatMulBlocks.BLOCK_K + 16;

  /** Rows of a full tile, and of a panel of A. */
  int rows();

  /** Columns of a full tile, and of a panel of B. */
  int columns();

  /**
   * Packs a full panel of B whose rows are contiguous: {@code to[at + p * columns() + j] =
   * from[offset + p * along + j]} for p = 0 … k − 1 and j = 0 … columns() − 1.
   */
  default void packRows(float[] from, int offset, int along, int k, float[] to, int at) {
    for (int p = 0; p < k; p++) {
      System.arraycopy(from, offset + p * along, to, at + p * columns(), columns());
    }
  }

  /** Packed panels of B are filled up with zeros to a multiple of this many columns. */
  int lanes();

  /**
   * {@code C = A·B} or, if {@code add}, {@code C += A·B} on one tile.
   *
   * @param a panel of A: element (i, p) is at {@code ai + i * A_ROW + p}
   * @param b panel of B: element (p, j) is at {@code bi + p * bStep + j}
   * @param c element (i, j) is at {@code ci + i * cStep + j}; exactly these are written
   * @param rows how many rows of the tile lie inside C
   * @param columns how many columns of the tile lie inside C
   */
  void multiply(
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
      boolean add);
}
