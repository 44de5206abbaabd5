package twofold.gpu.tensor;

import java.util.stream.IntStream;
import twofold.gpu.GpuDevice;
import twofold.tensor.MatMul;

/**
 * {@link MatMul} the way an ordinary processor wants it: one work item computes 8 rows by 64
 * columns of C.
 *
 * <pre>
 *   the reference                    the work item of rows i … i+7 and columns j … j+63
 *     for i, for j:                    for p:
 *       for p:                           for r = 0 … 63:
 *         cᵢⱼ += aᵢₚ·bₚⱼ                     c₀ᵣ += aᵢₚ·bₚ,ⱼ₊ᵣ   c₁ᵣ += aᵢ₊₁,ₚ·bₚ,ⱼ₊ᵣ   …   c₇ᵣ += aᵢ₊₇,ₚ·bₚ,ⱼ₊ᵣ
 * </pre>
 *
 * The loop over r has a constant length and no jumps, so OpenCL's compiler makes SIMD of it; each
 * element of B that it loads is used eight times. The eight rows of sums are private to the work
 * item and stay in registers and the fastest cache. They are eight arrays and not one of 512,
 * because then the compiler sees that they do not overlap. Private memory is not zeroed.
 *
 * <p>Ragged edges. The last block of columns moves back until it ends at the edge, and writes only
 * the columns that are its own. Rows beyond the last read the last row once more and are not
 * written.
 *
 * <p>B is packed into {@link Panels} first where that pays: when it has many rows of A to meet, or
 * when its columns do not lie side by side. A is read through its strides: one element at a time
 * anyway.
 */
final class MatMulRowsGpu extends MatMulForm {
  private static final int ROWS = 8;
  private static final int COLUMNS = Panels.WIDTH;

  /** Packing costs about as much as multiplying with 30 rows, and may gain a factor of two. */
  private static final int ROWS_WORTH_PACKING = 128;

  /** From one panel of B to the next. */
  int bPanel;

  /** How far the last block of columns moves back. */
  int overlap;

  @Override
  public void run() {
    int i = getGlobalId(1) * ROWS;
    int panel = getGlobalId(0);
    int s = getGlobalId(2);
    if (i < m && panel * COLUMNS < n) {
      int back = (panel + 1) * COLUMNS > n ? overlap : 0;
      int j = panel * COLUMNS - back;
      int bStart = bStarts[s] + panel * bPanel - back;
      int aStart = aStarts[s];
      int a0 = aStart + i * aRow;
      int a1 = aStart + min(i + 1, m - 1) * aRow;
      int a2 = aStart + min(i + 2, m - 1) * aRow;
      int a3 = aStart + min(i + 3, m - 1) * aRow;
      int a4 = aStart + min(i + 4, m - 1) * aRow;
      int a5 = aStart + min(i + 5, m - 1) * aRow;
      int a6 = aStart + min(i + 6, m - 1) * aRow;
      int a7 = aStart + min(i + 7, m - 1) * aRow;
      float[] c0 = new float[COLUMNS];
      float[] c1 = new float[COLUMNS];
      float[] c2 = new float[COLUMNS];
      float[] c3 = new float[COLUMNS];
      float[] c4 = new float[COLUMNS];
      float[] c5 = new float[COLUMNS];
      float[] c6 = new float[COLUMNS];
      float[] c7 = new float[COLUMNS];
      for (int r = 0; r < COLUMNS; r++) {
        c0[r] = 0;
        c1[r] = 0;
        c2[r] = 0;
        c3[r] = 0;
        c4[r] = 0;
        c5[r] = 0;
        c6[r] = 0;
        c7[r] = 0;
      }
      // region sum
      for (int p = 0; p < k; p++) {
        int bp = bStart + p * bRow;
        int ap = p * aColumn;
        float x0 = a[a0 + ap];
        float x1 = a[a1 + ap];
        float x2 = a[a2 + ap];
        float x3 = a[a3 + ap];
        float x4 = a[a4 + ap];
        float x5 = a[a5 + ap];
        float x6 = a[a6 + ap];
        float x7 = a[a7 + ap];
        for (int r = 0; r < COLUMNS; r++) {
          float y = b[bp + r];
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
      // endregion
      int height = m - i;
      int width = min(n - j, COLUMNS);
      for (int r = back; r < width; r++) {
        int at = (s * m + i) * n + j + r;
        c[at] = c0[r];
        if (height > 1) {
          c[at + n] = c1[r];
        }
        if (height > 2) {
          c[at + 2 * n] = c2[r];
        }
        if (height > 3) {
          c[at + 3 * n] = c3[r];
        }
        if (height > 4) {
          c[at + 4 * n] = c4[r];
        }
        if (height > 5) {
          c[at + 5 * n] = c5[r];
        }
        if (height > 6) {
          c[at + 6 * n] = c6[r];
        }
        if (height > 7) {
          c[at + 7 * n] = c7[r];
        }
      }
    }
  }

  @Override
  void start(int batch) {
    int panels = Panels.count(n);
    if (bColumn == 1 && n >= COLUMNS && m < ROWS_WORTH_PACKING) {
      bPanel = COLUMNS;
      overlap = panels * COLUMNS - n;
    } else {
      int[] starts = isOne(bStarts) ? new int[] {bStarts[0]} : bStarts;
      float[] packed = GpuDevice.scratch(Panels.size(starts.length, k, n));
      Panels.pack(b, starts, bRow, bColumn, k, n, packed);
      b = packed;
      bRow = Panels.pitch(n);
      bPanel = k * bRow;
      int size = panels * bPanel;
      bStarts = IntStream.range(0, batch).map(s -> s % starts.length * size).toArray();
      overlap = 0;
    }
    launch(panels, (m + ROWS - 1) / ROWS, batch, 1, 8); // a group shares a panel of B
  }

  /** Whether all products have the same B. */
  private static boolean isOne(int[] starts) {
    return IntStream.of(starts).allMatch(start -> start == starts[0]);
  }
}
