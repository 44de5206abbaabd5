package twofold.tensor;

import java.util.Arrays;

/**
 * {@link Conv2d} as a matrix product ŷ = ŵ·x̂, see {@link Columns}, on vector registers.
 *
 * <pre>
 *   ŵ is packed once, for all pictures
 *   for some pictures, or a part of one       parallel
 *     for a panel of places                   two vectors of them
 *       for a block of K, at most 512
 *         write the panel of x̂                at most 64 KB: it stays in level 1 or 2
 *         for a panel of ŵ                    12 kernels
 *           tile of ŷ (+)= ŵ's panel · x̂'s    in registers, see {@link MatMulTileSimd}
 * </pre>
 *
 * Each element of y is one sum in the order of its weights, wherever panels and tasks begin.
 */
final class Conv2dSimd implements Conv2d.Kernel<float[]> {
  private static final MatMulTile TILE = new MatMulTileSimd();

  /** Panels worth a task: some ten microseconds, if there are some dozens of weights. */
  private static final int PANELS = 4;

  @Override
  public void convolve(float[] x, float[] w, float[] y, Conv2d.Geometry s) {
    if (s.output().size() == 0 || s.terms() == 0) {
      Arrays.fill(y, 0); // a sum of nothing
      return;
    }
    float[] packed = ConvolutionPanels.packWeights(w, s, TILE);
    int pictures = Columns.pictures(s);
    int blocks = MatMulBlocks.pieces(s.batch(), pictures);
    int panels = MatMulBlocks.pieces(pictures * s.places(), TILE.columns());
    int wanted = MatMulBlocks.pieces(4 * Parallel.threads(), blocks * s.groups());
    int parts = Math.max(1, Math.min(wanted, panels / PANELS));
    long work = (long) y.length * s.terms() / ((long) blocks * s.groups() * parts);
    Columns.run(
        blocks * s.groups() * parts,
        work,
        task -> {
          int part = task % parts;
          int group = task / parts % s.groups();
          int from = task / parts / s.groups() * pictures;
          int to = Math.min(s.batch(), from + pictures);
          int first = MatMulBlocks.cut(panels, part, parts) * TILE.columns();
          int end = MatMulBlocks.cut(panels, part + 1, parts) * TILE.columns();
          convolve(
              x, packed, y, s, group, from, to, first, Math.min(end, (to - from) * s.places()));
        });
  }

  private static void convolve(
      float[] x,
      float[] packed,
      float[] y,
      Conv2d.Geometry s,
      int group,
      int from,
      int to,
      int first,
      int end) {
    if (first >= end) {
      return; // the last pictures, fewer than the others
    }
    Columns.Buffers mine = Columns.mine();
    boolean isOnePicture = to - from == 1;
    int n = (to - from) * s.places();
    float[] made = y;
    int start = s.outputAt(from, group * s.outputs(), 0, 0);
    if (!isOnePicture) {
      mine.made = Columns.atLeast(mine.made, (long) s.outputs() * n);
      made = mine.made;
      start = 0;
    }
    ColumnsSimd columns = ColumnsSimd.mine();
    int offset = from * s.places();
    columns.look(x, s, group, offset + first, offset + end);
    for (int j = first; j < end; j += TILE.columns()) {
      int width = Math.min(TILE.columns(), end - j);
      columns.cut(offset + j, offset + j + width);
      multiplyPanel(columns, packed, group, s, made, start + j, n, width);
    }
    if (!isOnePicture) {
      Columns.give(made, y, new Columns.Block(s, group, from, to, 0, s.rows().steps()));
    }
  }

  private static void multiplyPanel(
      ColumnsSimd columns,
      float[] packed,
      int group,
      Conv2d.Geometry s,
      float[] made,
      int start,
      int n,
      int width) {
    Columns.Buffers mine = Columns.mine();
    int columnsOfTile = TILE.columns();
    mine.seen = Columns.atLeast(mine.seen, (MatMulBlocks.BLOCK_K + 1) * columnsOfTile);
    int blocks = MatMulBlocks.pieces(s.terms(), MatMulBlocks.BLOCK_K);
    for (int block = 0; block < blocks; block++) {
      int k = MatMulBlocks.cut(s.terms(), block, blocks);
      int depth = MatMulBlocks.cut(s.terms(), block + 1, blocks) - k;
      columns.write(k, depth, mine.seen, 0, columnsOfTile);
      int weights = (group * blocks + block) * s.outputs() * MatMulTile.A_ROW;
      for (int i = 0; i < s.outputs(); i += TILE.rows()) {
        int rows = Math.min(TILE.rows(), s.outputs() - i);
        TILE.multiply(
            packed,
            weights + i * MatMulTile.A_ROW,
            mine.seen,
            0,
            columnsOfTile,
            made,
            start + i * n,
            n,
            rows,
            depth,
            width,
            block > 0);
      }
    }
  }
}
