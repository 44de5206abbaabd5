package twofold.tensor;

import java.util.Arrays;

/**
 * {@link Conv2dWeightGradient} as a matrix product ŵᵀ = x̂·ĝᵀ, see {@link Columns}, on vector
 * registers.
 *
 * <pre>
 *   for a part of the pictures                parallel
 *     for a chunk of places, at most 512
 *       pack ĝᵀ
 *       for some rows of x̂, at most 144
 *         write them                          290 KB, level 2
 *         for a panel of ĝᵀ                   two vectors of kernels
 *           for a panel of x̂                  12 weights
 *             tile of ŵᵀ += x̂'s panel · ĝᵀ's
 *   add the parts, in order
 * </pre>
 *
 * Of the two factors the larger one, x̂, stands on the left, where a tile reads rows as they are.
 * Chunks and parts depend on the shapes alone. Each part is as large as w: where w is large there
 * are fewer, and the rows of ŵᵀ are dealt out as well.
 */
final class Conv2dWeightGradientSimd implements Conv2dWeightGradient.Kernel<float[]> {
  private static final MatMulTile TILE = new MatMulTileSimd();

  private static final int PARTS = 16;

  /** Elements of all parts together: 16 MB. */
  private static final int MOST = 1 << 22;

  /** Rows of x̂ that are written and used at a time: twelve panels. */
  private static final int ROWS = 144;

  @Override
  public void correlate(float[] x, float[] g, float[] w, Conv2d.Geometry s) {
    if (s.output().size() == 0 || s.terms() == 0) {
      Arrays.fill(w, 0);
      return;
    }
    int longest = MatMulBlocks.BLOCK_K;
    int pictures = Math.max(1, Math.min(s.batch(), longest / s.places()));
    int pieces = MatMulBlocks.pieces(s.places(), longest);
    int chunks = MatMulBlocks.pieces(s.batch(), pictures) * pieces;
    int parts = Math.max(1, Math.min(Math.min(PARTS, MOST / w.length), chunks));
    int size = s.outputs() * s.terms();
    Columns.Buffers mine = Columns.mine();
    mine.weights = Columns.atLeast(mine.weights, (long) parts * w.length);
    float[] sums = mine.weights;
    int slices = Math.min(PARTS / parts, MatMulBlocks.pieces(s.terms(), ROWS));
    Parallel.run(
        parts * s.groups() * slices,
        task -> {
          int slice = task % slices;
          int group = task / slices % s.groups();
          int part = task / slices / s.groups();
          int first = MatMulBlocks.cut(chunks, part, parts);
          int k = MatMulBlocks.cut(s.terms(), slice, slices);
          int end = MatMulBlocks.cut(s.terms(), slice + 1, slices);
          for (int chunk = first; chunk < MatMulBlocks.cut(chunks, part + 1, parts); chunk++) {
            int b = chunk / pieces * pictures;
            int places = Math.min(pictures, s.batch() - b) * s.places();
            int from = b * s.places() + MatMulBlocks.cut(places, chunk % pieces, pieces);
            int to = b * s.places() + MatMulBlocks.cut(places, chunk % pieces + 1, pieces);
            int at = (part * s.groups() + group) * size;
            correlate(x, g, sums, at, chunk > first, s, group, from, to, k, end);
          }
        });
    Columns.sum(sums, w, s, parts);
  }

  /** Rows {@code top … bottom − 1} of ŵᵀ for places {@code first … end − 1}. */
  private static void correlate(
      float[] x,
      float[] g,
      float[] sums,
      int at,
      boolean add,
      Conv2d.Geometry s,
      int group,
      int first,
      int end,
      int top,
      int bottom) {
    Columns.Buffers mine = Columns.mine();
    mine.seen = Columns.atLeast(mine.seen, (ROWS + TILE.rows()) * MatMulTile.A_ROW);
    int depth = end - first;
    packGradient(g, s, group, first, end, mine);
    ColumnsSimd columns = ColumnsSimd.mine();
    columns.look(x, s, group, first, end);
    int n = s.outputs();
    for (int k = top; k < bottom; k += ROWS) {
      int rows = Math.min(ROWS, bottom - k);
      columns.write(k, rows, mine.seen, 0, MatMulTile.A_ROW);
      for (int j = 0; j < n; j += TILE.columns()) {
        for (int i = 0; i < rows; i += TILE.rows()) {
          TILE.multiply(
              mine.seen,
              i * MatMulTile.A_ROW,
              mine.made,
              j * depth,
              TILE.columns(),
              sums,
              at + (k + i) * n + j,
              n,
              Math.min(TILE.rows(), rows - i),
              depth,
              Math.min(TILE.columns(), n - j),
              add);
        }
      }
    }
  }

  /** Panels of ĝᵀ: for each place the numbers of some kernels side by side. */
  private static void packGradient(
      float[] g, Conv2d.Geometry s, int group, int first, int end, Columns.Buffers mine) {
    int columns = TILE.columns();
    int depth = end - first;
    mine.made = Columns.atLeast(mine.made, (long) (s.outputs() + columns) * depth);
    int places = s.places();
    int count;
    for (int t = first; t < end; t += count) {
      count = Math.min(end - t, places - t % places);
      for (int j = 0; j < s.outputs(); j += columns) {
        int from = s.outputAt(t / places, group * s.outputs() + j, 0, 0) + t % places;
        int to = j * depth + (t - first) * columns;
        int width = Math.min(columns, s.outputs() - j);
        MatMulPanels.packB(g, from, 1, places, count, width, columns, mine.made, to);
      }
    }
  }
}
