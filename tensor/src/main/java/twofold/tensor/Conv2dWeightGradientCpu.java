package twofold.tensor;

import java.util.Arrays;

/**
 * {@link Conv2dWeightGradient} as a matrix product ŵᵀ = x̂·ĝᵀ for each block of places, see {@link
 * Columns}.
 *
 * <p>Of the two factors the larger one, x̂, stands on the left, where the product reads rows as
 * they are. The sum over the blocks is made in parts, which are added in order at the end: how many
 * depends on the shapes alone. Each part is as large as w; where w is large there is only one.
 */
final class Conv2dWeightGradientCpu implements Conv2dWeightGradient.Kernel<float[]> {
  private static final int PARTS = 16;

  /** Elements of all parts together: 16 MB. */
  private static final int MOST = 1 << 22;

  @Override
  public void correlate(float[] x, float[] g, float[] w, Conv2d.Geometry s) {
    if (s.output().size() == 0 || s.terms() == 0) {
      Arrays.fill(w, 0);
      return;
    }
    int blocks = Columns.blocks(s);
    int parts = (long) PARTS * w.length <= MOST ? Math.min(PARTS, blocks) : 1;
    int size = s.outputs() * s.terms();
    Columns.Buffers mine = Columns.mine();
    mine.weights = Columns.atLeast(mine.weights, (long) parts * w.length);
    float[] sums = mine.weights;
    long work = (long) g.length * s.terms() / (parts * s.groups());
    Columns.run(
        parts * s.groups(),
        work,
        task -> {
          int group = task % s.groups();
          int part = task / s.groups();
          int end = MatMulBlocks.cut(blocks, part + 1, parts);
          for (int b = MatMulBlocks.cut(blocks, part, parts), first = b; b < end; b++) {
            correlate(x, g, sums, task * size, b > first, Columns.block(s, group, b));
          }
        });
    Columns.sum(sums, w, s, parts);
  }

  /** ŵᵀ of one block, the first of its part or added to those before. */
  private void correlate(
      float[] x, float[] g, float[] sums, int at, boolean add, Columns.Block block) {
    Conv2d.Geometry s = block.s();
    int m = s.terms();
    int k = block.places();
    int n = s.outputs();
    Columns.Buffers mine = Columns.mine();
    Columns.see(x, block);
    float[] made = g;
    int start = block.start();
    int line = s.places();
    if (block.to() - block.from() > 1) {
      mine.made = Columns.atLeast(mine.made, (long) n * k);
      Columns.take(g, mine.made, block);
      made = mine.made;
      start = 0;
      line = k;
    }
    float[] into = sums;
    int to = at;
    if (add) {
      mine.product = Columns.atLeast(mine.product, m * n);
      into = mine.product;
      to = 0;
    }
    MatMulCpu.multiply(mine.seen, Columns.SLACK, k, 1, made, start, 1, line, into, to, m, k, n);
    if (add) {
      for (int i = 0; i < m * n; i++) {
        sums[at + i] += into[i];
      }
    }
  }
}
