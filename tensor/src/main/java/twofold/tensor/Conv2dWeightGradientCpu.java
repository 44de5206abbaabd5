package twofold.tensor;

import java.util.Arrays;

/**
 * {@link Conv2dWeightGradient} as a matrix product ŵ = ĝ·x̂ᵀ for each block of pictures, see {@link
 * Columns}; the blocks are added in order.
 */
final class Conv2dWeightGradientCpu implements Conv2dWeightGradient.Kernel<float[]> {

  @Override
  public void correlate(float[] x, float[] g, float[] w, Conv2d.Geometry s) {
    Arrays.fill(w, 0);
    if (s.output().size() == 0 || s.terms() == 0) {
      return;
    }
    Columns columns = Columns.of(s);
    int block = Columns.pictures(s);
    int size = s.outputs() * s.terms();
    for (int from = 0; from < s.batch(); from += block) {
      int to = Math.min(s.batch(), from + block);
      int n = (to - from) * s.places();
      for (int group = 0; group < s.groups(); group++) {
        columns.see(x, s, group, from, to);
        columns.take(g, s, group, from, to);
        View<float[]> made = Columns.matrix(columns.made, s.outputs(), n);
        View<float[]> seen = Columns.transposed(Columns.matrix(columns.seen, s.terms(), n));
        Columns.product().multiply(made, seen, columns.kernel, 1, s.outputs(), n, s.terms());
        for (int k = 0; k < size; k++) {
          w[group * size + k] += columns.kernel[k];
        }
      }
    }
  }
}
