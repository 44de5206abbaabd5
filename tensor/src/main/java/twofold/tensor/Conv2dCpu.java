package twofold.tensor;

import java.util.Arrays;

/** {@link Conv2d} as a matrix product ŷ = ŵ·x̂ for each block of places, see {@link Columns}. */
final class Conv2dCpu implements Conv2d.Kernel<float[]> {
  @Override
  public void convolve(float[] x, float[] w, float[] y, Conv2d.Geometry s) {
    if (s.output().size() == 0 || s.terms() == 0) {
      Arrays.fill(y, 0); // a sum of nothing
      return;
    }
    int blocks = Columns.blocks(s);
    long work = (long) y.length * s.terms() / (blocks * s.groups());
    Columns.run(
        blocks * s.groups(),
        work,
        task -> convolve(x, w, y, Columns.block(s, task % s.groups(), task / s.groups())));
  }

  private void convolve(float[] x, float[] w, float[] y, Columns.Block block) {
    Conv2d.Geometry s = block.s();
    int n = block.places();
    int k = s.terms();
    int kernel = s.kernelAt(block.group() * s.outputs(), 0, 0, 0);
    Columns.Buffers mine = Columns.mine();
    Columns.see(x, block);
    if (block.isOnePicture()) {
      MatMulCpu.multiply(
          w, kernel, k, 1, mine.seen, Columns.SLACK, n, 1, y, block.start(), s.outputs(), k, n);
      return;
    }
    mine.made = Columns.atLeast(mine.made, (long) s.outputs() * n);
    MatMulCpu.multiply(
        w, kernel, k, 1, mine.seen, Columns.SLACK, n, 1, mine.made, 0, s.outputs(), k, n);
    Columns.give(mine.made, y, block);
  }
}
