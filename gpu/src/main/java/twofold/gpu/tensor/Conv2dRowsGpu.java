package twofold.gpu.tensor;

/**
 * The products of a {@link Conv2dPlan} the way an ordinary processor wants them: one work item
 * computes up to 64 rows by 64 columns of C.
 *
 * <pre>
 *   for each 64 p:
 *     look up    64 × 64 elements of B in the pictures, into a block that fits the fastest cache
 *     multiply   8 rows at a time, as {@link MatMulRowsGpu} does
 * </pre>
 *
 * Each element that is looked up is used for 64 rows, so looking up, though it is many times more
 * work than a multiplication, is the smaller part. What the tables say about the columns is looked
 * up once.
 *
 * <p>Ragged edges. Rows and columns beyond the last repeat the last, and are not stored.
 */
final class Conv2dRowsGpu extends Conv2dProduct {
  private static final int COLUMNS = 64;
  private static final int ROWS = 64;
  private static final int DEPTH = 64;

  @Override
  public void run() {
    int job = getGlobalId(2) * JOB;
    int j0 = getGlobalId(0) * COLUMNS;
    int i0 = getGlobalId(1) * ROWS;
    int n = jobs[job + 9];
    if (j0 < n) {
      int[] place = new int[COLUMNS];
      int[] row = new int[COLUMNS];
      int[] column = new int[COLUMNS];
      for (int r = 0; r < COLUMNS; r++) {
        int j = min(j0 + r, n - 1);
        int line = LINE * (jobs[job + 7] + j % jobs[job + 8]);
        place[r] = jobs[job + 1] + j / jobs[job + 8] * outerSource + outer[line];
        row[r] = outer[line + 1];
        column[r] = outer[line + 2];
      }
      float[] seen = new float[DEPTH * COLUMNS];
      int[] weight = new int[DEPTH];
      float[] sums = new float[ROWS * COLUMNS];
      for (int r = 0; r < ROWS * COLUMNS; r++) {
        sums[r] = 0;
      }
      int end = jobs[job + 6];
      int lines = jobs[job + 4];
      int last = rows - 1 - i0;
      for (int start = jobs[job + 5]; start < end; start += DEPTH) {
        int depth = min(DEPTH, end - start);
        for (int p = 0; p < depth; p++) {
          int picture = (start + p) / lines;
          int line = LINE * (jobs[job + 3] + start + p - picture * lines);
          int tap = picture * innerSource + inner[line];
          int down = inner[line + 1];
          int right = inner[line + 2];
          weight[p] = jobs[job] + i0 * leftRow + picture * innerLeft + inner[line + 3];
          for (int r = 0; r < COLUMNS; r++) {
            int y = row[r] + down;
            int x = column[r] + right;
            boolean inside = y >= 0 && y < height && x >= 0 && x < width;
            float value = source[inside ? place[r] + tap : 0];
            seen[p * COLUMNS + r] = inside ? value : 0;
          }
        }
        for (int i = 0; i <= min(last, ROWS - 1); i += 8) {
          float[] c0 = new float[COLUMNS];
          float[] c1 = new float[COLUMNS];
          float[] c2 = new float[COLUMNS];
          float[] c3 = new float[COLUMNS];
          float[] c4 = new float[COLUMNS];
          float[] c5 = new float[COLUMNS];
          float[] c6 = new float[COLUMNS];
          float[] c7 = new float[COLUMNS];
          int at = i * COLUMNS;
          for (int r = 0; r < COLUMNS; r++) {
            c0[r] = sums[at + r];
            c1[r] = sums[at + COLUMNS + r];
            c2[r] = sums[at + 2 * COLUMNS + r];
            c3[r] = sums[at + 3 * COLUMNS + r];
            c4[r] = sums[at + 4 * COLUMNS + r];
            c5[r] = sums[at + 5 * COLUMNS + r];
            c6[r] = sums[at + 6 * COLUMNS + r];
            c7[r] = sums[at + 7 * COLUMNS + r];
          }
          for (int p = 0; p < depth; p++) {
            int w = weight[p];
            float x0 = left[w + i * leftRow];
            float x1 = left[w + min(i + 1, last) * leftRow];
            float x2 = left[w + min(i + 2, last) * leftRow];
            float x3 = left[w + min(i + 3, last) * leftRow];
            float x4 = left[w + min(i + 4, last) * leftRow];
            float x5 = left[w + min(i + 5, last) * leftRow];
            float x6 = left[w + min(i + 6, last) * leftRow];
            float x7 = left[w + min(i + 7, last) * leftRow];
            for (int r = 0; r < COLUMNS; r++) {
              float y = seen[p * COLUMNS + r];
              c0[r] += x0 * y;
              c1[r] += x1 * y;
              c2[r] += x2 * y;
              c3[r] += x3 * y;
              c4[r] += x4 * y;
              c5[r] += x5 * y;
              c6[r] += x6 * y;
              c7[r] += x7 * y;
            }
          }
          for (int r = 0; r < COLUMNS; r++) {
            sums[at + r] = c0[r];
            sums[at + COLUMNS + r] = c1[r];
            sums[at + 2 * COLUMNS + r] = c2[r];
            sums[at + 3 * COLUMNS + r] = c3[r];
            sums[at + 4 * COLUMNS + r] = c4[r];
            sums[at + 5 * COLUMNS + r] = c5[r];
            sums[at + 6 * COLUMNS + r] = c6[r];
            sums[at + 7 * COLUMNS + r] = c7[r];
          }
        }
      }
      for (int r = 0; r < min(COLUMNS, n - j0); r++) {
        int j = j0 + r;
        int line = LINE * (jobs[job + 7] + j % jobs[job + 8]);
        int to = jobs[job + 2] + j / jobs[job + 8] * outerTarget + outer[line + 3];
        for (int i = 0; i <= min(last, ROWS - 1); i++) {
          target[to + (i0 + i) * targetRow] = sums[i * COLUMNS + r];
        }
      }
    }
  }

  /**
   * Eight rows of 64 columns are computed whole; an eighth of them pays: SIMD is that much faster.
   */
  @Override
  boolean suits(int rows, int columns) {
    return (long) rows * columns >= COLUMNS;
  }

  @Override
  void start(int count, int widest) {
    launch((widest + COLUMNS - 1) / COLUMNS, (rows + ROWS - 1) / ROWS, count, 1, 1);
  }
}
