package twofold.gpu.tensor;

import twofold.tensor.MatMul;

/**
 * {@link MatMul} the way a graphics processor wants it: in square tiles, through local memory.
 *
 * <pre>
 *   16 × 16 work items, a work-group, compute a tile of 64 × 64 elements of C, each 4 × 4 of them.
 *
 *     for each 16 columns of A, which are 16 rows of B:
 *       load      together, 64 × 16 of A and 16 × 64 of B into local memory     1024 + 1024 loads
 *       barrier   nobody reads before all have written
 *       multiply  each its own 4 × 4                                             65,536 multiplications
 *       barrier   nobody overwrites before all have read
 * </pre>
 *
 * Each element loaded from the large, slow memory is used 64 times; each one read from local memory
 * into a register, 4 times. The sixteen sums are sixteen variables, because an array would not be
 * kept in registers everywhere.
 *
 * <p>A work item's rows are 16 apart, and so are its columns: then neighbours in the group read and
 * write neighbours in memory, which a graphics processor does in one transaction. Rows of the A
 * tile are one longer than they need to be, or else the work items that read at the same time would
 * queue at the same bank of local memory. Elements beyond the edge are loaded as 0 and add nothing.
 */
final class MatMulTilesGpu extends MatMulForm {
  private static final int TILE = 64;
  private static final int GROUP = 16;
  private static final int DEPTH = 16;
  private static final int PITCH = DEPTH + 1;

  @Local final float[] aTile = new float[TILE * PITCH];
  @Local final float[] bTile = new float[DEPTH * TILE];

  @Override
  public void run() {
    int x = getLocalId(0);
    int y = getLocalId(1);
    int i0 = getGroupId(1) * TILE;
    int j0 = getGroupId(0) * TILE;
    int aStart = aStarts[getGlobalId(2)];
    int bStart = bStarts[getGlobalId(2)];
    float c00 = 0;
    float c01 = 0;
    float c02 = 0;
    float c03 = 0;
    float c10 = 0;
    float c11 = 0;
    float c12 = 0;
    float c13 = 0;
    float c20 = 0;
    float c21 = 0;
    float c22 = 0;
    float c23 = 0;
    float c30 = 0;
    float c31 = 0;
    float c32 = 0;
    float c33 = 0;
    // region tile
    for (int start = 0; start < k; start += DEPTH) {
      for (int q = y * GROUP + x; q < TILE * DEPTH; q += GROUP * GROUP) {
        int i = q / DEPTH;
        int p = q % DEPTH;
        boolean inside = i0 + i < m && start + p < k;
        aTile[i * PITCH + p] = inside ? a[aStart + (i0 + i) * aRow + (start + p) * aColumn] : 0;
      }
      for (int q = y * GROUP + x; q < TILE * DEPTH; q += GROUP * GROUP) {
        int p = q / TILE;
        int j = q % TILE;
        boolean inside = start + p < k && j0 + j < n;
        bTile[q] = inside ? b[bStart + (start + p) * bRow + (j0 + j) * bColumn] : 0;
      }
      localBarrier();
      for (int p = 0; p < DEPTH; p++) {
        float a0 = aTile[y * PITCH + p];
        float a1 = aTile[(y + GROUP) * PITCH + p];
        float a2 = aTile[(y + 2 * GROUP) * PITCH + p];
        float a3 = aTile[(y + 3 * GROUP) * PITCH + p];
        float b0 = bTile[p * TILE + x];
        float b1 = bTile[p * TILE + x + GROUP];
        float b2 = bTile[p * TILE + x + 2 * GROUP];
        float b3 = bTile[p * TILE + x + 3 * GROUP];
        c00 += a0 * b0;
        c01 += a0 * b1;
        c02 += a0 * b2;
        c03 += a0 * b3;
        c10 += a1 * b0;
        c11 += a1 * b1;
        c12 += a1 * b2;
        c13 += a1 * b3;
        c20 += a2 * b0;
        c21 += a2 * b1;
        c22 += a2 * b2;
        c23 += a2 * b3;
        c30 += a3 * b0;
        c31 += a3 * b1;
        c32 += a3 * b2;
        c33 += a3 * b3;
      }
      localBarrier();
    }
    // endregion
    store(i0 + y, j0 + x, c00, c01, c02, c03);
    store(i0 + y + GROUP, j0 + x, c10, c11, c12, c13);
    store(i0 + y + 2 * GROUP, j0 + x, c20, c21, c22, c23);
    store(i0 + y + 3 * GROUP, j0 + x, c30, c31, c32, c33);
  }

  /** Writes four elements of row i, as far as they exist. */
  void store(int i, int j, float c0, float c1, float c2, float c3) {
    if (i < m) {
      int at = (getGlobalId(2) * m + i) * n + j;
      if (j < n) {
        c[at] = c0;
      }
      if (j + GROUP < n) {
        c[at + GROUP] = c1;
      }
      if (j + 2 * GROUP < n) {
        c[at + 2 * GROUP] = c2;
      }
      if (j + 3 * GROUP < n) {
        c[at + 3 * GROUP] = c3;
      }
    }
  }

  @Override
  void start(int batch) {
    int tilesAcross = (n + TILE - 1) / TILE;
    int tilesDown = (m + TILE - 1) / TILE;
    launch(tilesAcross * GROUP, tilesDown * GROUP, batch, GROUP, GROUP);
  }
}
