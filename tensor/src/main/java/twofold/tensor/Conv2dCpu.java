package twofold.tensor;

import java.util.Arrays;

/** {@link Conv2d} as a matrix product ŷ = ŵ·x̂ for each block of pictures, see {@link Columns}. */
final class Conv2dCpu implements Conv2d.Kernel<float[]> {

  @Override
  public void convolve(float[] x, float[] w, float[] y, Conv2d.Geometry s) {
    if (s.output().size() == 0 || s.terms() == 0) {
      Arrays.fill(y, 0); // a sum of nothing
      return;
    }
    Columns columns = Columns.of(s);
    int block = Columns.pictures(s);
    for (int from = 0; from < s.batch(); from += block) {
      int to = Math.min(s.batch(), from + block);
      int n = (to - from) * s.places();
      for (int group = 0; group < s.groups(); group++) {
        columns.see(x, s, group, from, to);
        View<float[]> weights = Columns.weights(w, s, group);
        View<float[]> seen = Columns.matrix(columns.seen, s.terms(), n);
        Columns.product().multiply(weights, seen, columns.made, 1, s.outputs(), s.terms(), n);
        columns.give(y, s, group, from, to);
      }
    }
  }
}
