package twofold.tensor;

import java.util.Arrays;

/**
 * {@link Conv2dInputGradient} as a matrix product x̂ = ŵᵀ·ĝ for each block of places, see {@link
 * Columns}.
 *
 * <p>An element of x may be seen from anywhere in its channel. So here a block is never a part of a
 * picture; it is the channels that are dealt out where x̂ would be too large.
 *
 * <p>An element is a sum of at most kernelHeight·kernelWidth elements of x̂, each a sum of outputs
 * products: outputs + kernelHeight·kernelWidth − 1 roundings, no more than the bound allows.
 */
final class Conv2dInputGradientCpu implements Conv2dInputGradient.Kernel<float[]> {
  @Override
  public void spread(float[] g, float[] w, float[] x, Conv2d.Geometry s) {
    if (s.input().size() == 0 || s.outputs() == 0) {
      Arrays.fill(x, 0);
      return;
    }
    float[] turned = turn(w, s);
    int kernel = s.rows().kernel() * s.columns().kernel();
    int pictures = Columns.pictures(s);
    int blocks = MatMulBlocks.pieces(s.batch(), pictures);
    long one = (long) pictures * kernel * s.places();
    int channels = (int) Math.max(1, Math.min(s.inputs(), Columns.MOST / one));
    int parts = MatMulBlocks.pieces(s.inputs(), channels);
    long work = one * s.outputs() * channels;
    Columns.run(
        blocks * s.groups() * parts,
        work,
        task -> {
          int part = task % parts;
          int rest = task / parts;
          int from = rest / s.groups() * pictures;
          int to = Math.min(s.batch(), from + pictures);
          var block = new Columns.Block(s, rest % s.groups(), from, to, 0, s.rows().steps());
          int first = MatMulBlocks.cut(s.inputs(), part, parts);
          int end = MatMulBlocks.cut(s.inputs(), part + 1, parts);
          spread(g, turned, x, block, first, end);
        });
  }

  /** ŵᵀ of each group, once for all blocks: the product wants its rows side by side. */
  private static float[] turn(float[] w, Conv2d.Geometry s) {
    Columns.Buffers mine = Columns.mine();
    mine.weights = Columns.atLeast(mine.weights, w.length);
    int size = s.outputs() * s.terms();
    for (int group = 0; group < s.groups(); group++) {
      Columns.transpose(w, group * size, mine.weights, group * size, s.outputs(), s.terms());
    }
    return mine.weights;
  }

  private void spread(
      float[] g, float[] turned, float[] x, Columns.Block block, int first, int end) {
    Conv2d.Geometry s = block.s();
    int n = block.places();
    int k = s.outputs();
    int kernel = s.rows().kernel() * s.columns().kernel();
    int m = (end - first) * kernel;
    int weights = (block.group() * s.inputs() + first) * kernel * k;
    Columns.Buffers mine = Columns.mine();
    mine.seen = Columns.atLeast(mine.seen, (long) m * n + 2 * Columns.SLACK);
    float[] made = g;
    int start = block.start();
    if (!block.isOnePicture()) {
      mine.made = Columns.atLeast(mine.made, (long) k * n);
      Columns.take(g, mine.made, block);
      made = mine.made;
      start = 0;
    }
    MatMulCpu.multiply(turned, weights, k, 1, made, start, n, 1, mine.seen, Columns.SLACK, m, k, n);
    Columns.add(x, block, first, end);
  }
}
