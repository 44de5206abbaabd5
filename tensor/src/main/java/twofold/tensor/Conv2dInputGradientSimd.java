package twofold.tensor;

import java.util.Arrays;

/**
 * {@link Conv2dInputGradient} as a matrix product x̂ = ŵᵀ·ĝ, see {@link Columns}, on vector
 * registers.
 *
 * <pre>
 *   ŵᵀ is packed once, for all pictures
 *   for some pictures, some channels          parallel
 *     for a panel of places                   two vectors of them
 *       for a block of the kernels, at most 512
 *         pack the panel of ĝ
 *         for a panel of ŵᵀ                   12 weights
 *           tile of x̂ (+)= ŵᵀ's panel · ĝ's
 *     add x̂, column by column, to x           {@link ColumnsSimd#add}
 * </pre>
 *
 * How many channels makes no difference to any element of x; x̂ shall fit a cache of level 2.
 */
final class Conv2dInputGradientSimd implements Conv2dInputGradient.Kernel<float[]> {
  private static final MatMulTile TILE = new MatMulTileSimd();

  /** Elements of x̂: half a megabyte. */
  private static final int MOST = 1 << 17;

  @Override
  public void spread(float[] g, float[] w, float[] x, Conv2d.Geometry s) {
    if (s.input().size() == 0 || s.outputs() == 0) {
      Arrays.fill(x, 0);
      return;
    }
    float[] packed = ConvolutionPanels.packTransposed(w, s, TILE);
    int pictures = Columns.pictures(s);
    int blocks = MatMulBlocks.pieces(s.batch(), pictures);
    long one = (long) pictures * s.kernelAt(0, 1, 0, 0) * s.places();
    int channels = (int) Math.max(1, Math.min(s.inputs(), MOST / one));
    int parts = MatMulBlocks.pieces(s.inputs(), channels);
    Columns.run(
        blocks * s.groups() * parts,
        one * s.outputs() * channels,
        task -> {
          int part = task % parts;
          int group = task / parts % s.groups();
          int from = task / parts / s.groups() * pictures;
          int to = Math.min(s.batch(), from + pictures);
          int first = MatMulBlocks.cut(s.inputs(), part, parts);
          int end = MatMulBlocks.cut(s.inputs(), part + 1, parts);
          var block = new Columns.Block(s, group, from, to, 0, s.rows().steps());
          multiply(g, packed, block, first, end);
          add(x, block, first, end);
        });
  }

  private static void multiply(float[] g, float[] packed, Columns.Block block, int first, int end) {
    Conv2d.Geometry s = block.s();
    Columns.Buffers mine = Columns.mine();
    int n = block.places();
    int kernel = s.kernelAt(0, 1, 0, 0);
    int m = (end - first) * kernel;
    mine.seen = Columns.atLeast(mine.seen, (long) m * n + 2 * Columns.SLACK);
    float[] made = g;
    int start = block.start();
    if (!block.isOnePicture()) {
      mine.made = Columns.atLeast(mine.made, (long) s.outputs() * n);
      Columns.take(g, mine.made, block);
      made = mine.made;
      start = 0;
    }
    int columns = TILE.columns();
    mine.plane = Columns.atLeast(mine.plane, MatMulBlocks.BLOCK_K * columns);
    int blocks = MatMulBlocks.pieces(s.outputs(), MatMulBlocks.BLOCK_K);
    for (int j = 0; j < n; j += columns) {
      int width = Math.min(columns, n - j);
      for (int i = 0; i < blocks; i++) {
        int o = MatMulBlocks.cut(s.outputs(), i, blocks);
        int depth = MatMulBlocks.cut(s.outputs(), i + 1, blocks) - o;
        int weights =
            ((block.group() * blocks + i) * s.terms() + first * kernel) * MatMulTile.A_ROW;
        if (width == columns) {
          TILE.packRows(made, start + o * n + j, n, depth, mine.plane, 0);
        } else {
          MatMulPanels.packB(made, start + o * n + j, n, 1, depth, width, columns, mine.plane, 0);
        }
        for (int row = 0; row < m; row += TILE.rows()) {
          TILE.multiply(
              packed,
              weights + row * MatMulTile.A_ROW,
              mine.plane,
              0,
              columns,
              mine.seen,
              Columns.SLACK + row * n + j,
              n,
              Math.min(TILE.rows(), m - row),
              depth,
              width,
              i > 0);
        }
      }
    }
  }

  private static void add(float[] x, Columns.Block block, int first, int end) {
    Conv2d.Geometry s = block.s();
    if (s.rows().stride() != 1 || s.columns().stride() != 1) {
      Columns.add(x, block, first, end);
      return;
    }
    Columns.Buffers mine = Columns.mine();
    int size = s.rows().extent() * s.columns().extent();
    int step = block.places();
    int[] mask = ColumnsSimd.mask(s.columns().steps());
    mine.plane = Columns.atLeast(mine.plane, size + Columns.SLACK);
    for (int q = first; q < end; q++) {
      for (int b = block.from(); b < block.to(); b++) {
        int from = (q - first) * s.kernelAt(0, 1, 0, 0) * step + (b - block.from()) * s.places();
        ColumnsSimd.add(mine.seen, Columns.SLACK + from, step, s, mask, mine.plane, 0);
        int to = s.inputAt(b, block.group() * s.inputs() + q, 0, 0);
        System.arraycopy(mine.plane, 0, x, to, size);
      }
    }
  }
}
