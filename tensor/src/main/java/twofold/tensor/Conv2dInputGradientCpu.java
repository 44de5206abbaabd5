package twofold.tensor;

import java.util.Arrays;

/**
 * {@link Conv2dInputGradient} as a matrix product x̂ = ŵᵀ·ĝ for each block of pictures, see {@link
 * Columns}.
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
    Columns columns = Columns.of(s);
    int block = Columns.pictures(s);
    for (int from = 0; from < s.batch(); from += block) {
      int to = Math.min(s.batch(), from + block);
      int n = (to - from) * s.places();
      for (int group = 0; group < s.groups(); group++) {
        columns.take(g, s, group, from, to);
        View<float[]> weights = Columns.transposed(Columns.weights(w, s, group));
        View<float[]> made = Columns.matrix(columns.made, s.outputs(), n);
        Columns.product().multiply(weights, made, columns.seen, 1, s.terms(), s.outputs(), n);
        columns.add(x, s, group, from, to);
      }
    }
  }
}
