package twofold.tensor;

/** ŵ and ŵᵀ, see {@link Columns}, as panels of the left operand of a {@link MatMulTile}. */
final class ConvolutionPanels {
  private ConvolutionPanels() {}

  /**
   * ŵ of each group, block of K after block: row o of block i of group g begins at {@code
   * ((g·blocks + i)·outputs + o)·A_ROW}. A tile reads twelve rows also where there are fewer: so
   * many more follow.
   */
  static float[] packWeights(float[] w, Conv2d.Geometry s, MatMulTile tile) {
    int blocks = MatMulBlocks.pieces(s.terms(), MatMulBlocks.BLOCK_K);
    float[] packed = room((long) s.groups() * blocks * s.outputs() + tile.rows());
    for (int i = 0; i < s.groups() * blocks; i++) {
      int k = MatMulBlocks.cut(s.terms(), i % blocks, blocks);
      int depth = MatMulBlocks.cut(s.terms(), i % blocks + 1, blocks) - k;
      int from = s.kernelAt(i / blocks * s.outputs(), 0, 0, 0) + k;
      int to = i * s.outputs() * MatMulTile.A_ROW;
      MatMulPanels.packA(w, from, s.terms(), 1, s.outputs(), depth, packed, to);
    }
    return packed;
  }

  /** The same of ŵᵀ: blocks of the outputs, each with a row for each of the terms. */
  static float[] packTransposed(float[] w, Conv2d.Geometry s, MatMulTile tile) {
    int blocks = MatMulBlocks.pieces(s.outputs(), MatMulBlocks.BLOCK_K);
    float[] packed = room((long) s.groups() * blocks * s.terms() + tile.rows());
    for (int i = 0; i < s.groups() * blocks; i++) {
      int o = MatMulBlocks.cut(s.outputs(), i % blocks, blocks);
      int depth = MatMulBlocks.cut(s.outputs(), i % blocks + 1, blocks) - o;
      int from = s.kernelAt(i / blocks * s.outputs() + o, 0, 0, 0);
      int to = i * s.terms() * MatMulTile.A_ROW;
      MatMulPanels.packA(w, from, 1, s.terms(), s.terms(), depth, packed, to);
    }
    return packed;
  }

  private static float[] room(long rows) {
    Columns.Buffers mine = Columns.mine();
    mine.weights = Columns.atLeast(mine.weights, rows * MatMulTile.A_ROW);
    return mine.weights;
  }
}
