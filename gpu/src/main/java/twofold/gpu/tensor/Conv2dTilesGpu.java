package twofold.gpu.tensor;

/**
 * The products of a {@link Conv2dPlan} the way a graphics processor wants them: the loops of {@link
 * MatMulTilesGpu}. Only what is loaded comes from elsewhere: each element of A and of B from where
 * the tables say, B from a picture.
 *
 * <p>The four columns that a work item computes it also loads, so what the table says about a
 * column is looked up once. Elements outside of the picture or beyond the edge are loaded as 0.
 */
final class Conv2dTilesGpu extends Conv2dProduct {
  private static final int TILE = 64;
  private static final int GROUP = 16;
  private static final int DEPTH = 16;
  private static final int PITCH = DEPTH + 1;

  @Local final float[] aTile = new float[TILE * PITCH];
  @Local final float[] bTile = new float[DEPTH * TILE];

  @Override
  public void run() {
    int job = getGlobalId(2) * JOB;
    int x = getLocalId(0);
    int y = getLocalId(1);
    int i0 = getGroupId(1) * TILE;
    int j0 = getGroupId(0) * TILE;
    int end = jobs[job + 6];
    int mine = (y * GROUP + x) % TILE; // the column this work item loads
    int line = outerLine(job, j0 + mine);
    int place = jobs[job + 1] + outerPicture(job, j0 + mine) * outerSource + outer[line];
    int row = outer[line + 1];
    int column = outer[line + 2];
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
    for (int start = jobs[job + 5]; start < end; start += DEPTH) {
      for (int q = y * GROUP + x; q < TILE * DEPTH; q += GROUP * GROUP) {
        int i = q / DEPTH;
        int p = q % DEPTH;
        boolean inside = i0 + i < rows && start + p < end;
        aTile[i * PITCH + p] = inside ? left[leftAt(job, i0 + i, start + p)] : 0;
      }
      for (int q = y * GROUP + x; q < TILE * DEPTH; q += GROUP * GROUP) {
        int p = start + q / TILE;
        float seen = 0;
        if (p < end) {
          int tap = innerLine(job, p);
          int r = row + inner[tap + 1];
          int c = column + inner[tap + 2];
          if (r >= 0 && r < height && c >= 0 && c < width) {
            seen = source[place + inner[tap] + innerPicture(job, p) * innerSource];
          }
        }
        bTile[q] = seen;
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
    store(job, i0 + y, j0 + x, c00, c10, c20, c30);
    store(job, i0 + y, j0 + x + GROUP, c01, c11, c21, c31);
    store(job, i0 + y, j0 + x + 2 * GROUP, c02, c12, c22, c32);
    store(job, i0 + y, j0 + x + 3 * GROUP, c03, c13, c23, c33);
  }

  /** The position of Aᵢₚ. */
  int leftAt(int job, int i, int p) {
    return jobs[job]
        + i * leftRow
        + innerPicture(job, p) * innerLeft
        + inner[innerLine(job, p) + 3];
  }

  int innerPicture(int job, int p) {
    return p / jobs[job + 4];
  }

  int innerLine(int job, int p) {
    return LINE * (jobs[job + 3] + p % jobs[job + 4]);
  }

  int outerPicture(int job, int j) {
    return min(j, jobs[job + 9] - 1) / jobs[job + 8];
  }

  /** Columns beyond the last are loaded like the last, and not stored. */
  int outerLine(int job, int j) {
    return LINE * (jobs[job + 7] + min(j, jobs[job + 9] - 1) % jobs[job + 8]);
  }

  /** Writes four elements of column j, as far as they exist. */
  void store(int job, int i, int j, float c0, float c1, float c2, float c3) {
    if (j < jobs[job + 9]) {
      int at = jobs[job + 2] + outerPicture(job, j) * outerTarget + outer[outerLine(job, j) + 3];
      if (i < rows) {
        target[at + i * targetRow] = c0;
      }
      if (i + GROUP < rows) {
        target[at + (i + GROUP) * targetRow] = c1;
      }
      if (i + 2 * GROUP < rows) {
        target[at + (i + 2 * GROUP) * targetRow] = c2;
      }
      if (i + 3 * GROUP < rows) {
        target[at + (i + 3 * GROUP) * targetRow] = c3;
      }
    }
  }

  /** A tile is computed whole, and of less than an eighth each way most would be thrown away. */
  @Override
  boolean suits(int rows, int columns) {
    return Math.min(rows, columns) >= TILE / 8;
  }

  @Override
  void start(int count, int widest) {
    int tilesAcross = (widest + TILE - 1) / TILE;
    int tilesDown = (rows + TILE - 1) / TILE;
    launch(tilesAcross * GROUP, tilesDown * GROUP, count, GROUP, GROUP);
  }
}
