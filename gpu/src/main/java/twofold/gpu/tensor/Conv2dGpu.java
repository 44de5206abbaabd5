package twofold.gpu.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import twofold.tensor.Conv2d;

/**
 * {@link Conv2d} in the form that suits what OpenCL really runs on, see {@link Conv2dProduct}.
 *
 * <pre>
 *   for each group, with K = what a kernel sees, and all places of all pictures in a row:
 *     y (outputs, batch·places) = w (outputs, K) · seen (K, batch·places)
 * </pre>
 */
final class Conv2dGpu implements Conv2d.Kernel<float[]> {
  private final Conv2d.Kernel<float[]> definition = new Conv2dNaiveGpu();
  private final Conv2dProduct product;

  Conv2dGpu() {
    this(Conv2dProduct.chosen());
  }

  Conv2dGpu(Conv2dProduct product) {
    this.product = product;
  }

  @Override
  public void convolve(float[] x, float[] w, float[] y, Conv2d.Geometry s) {
    if (x.length == 0 || w.length == 0) { // OpenCL knows no empty array
      Arrays.fill(y, 0);
    } else if (Conv2dProduct.suits(product, s.outputs(), s.batch() * s.places())) {
      product.multiply(w, x, y, plan(s));
    } else {
      definition.convolve(x, w, y, s);
    }
  }

  static Conv2dPlan plan(Conv2d.Geometry s) {
    int outputs = s.outputs();
    int terms = s.terms();
    int places = s.places();
    int seen = s.inputs() * s.rows().extent() * s.columns().extent(); // by one group
    int made = outputs * places;
    List<Conv2dPlan.Job> jobs =
        IntStream.range(0, s.groups())
            .mapToObj(
                g ->
                    new Conv2dPlan.Job(
                        g * outputs * terms,
                        g * seen,
                        g * made,
                        0,
                        terms,
                        0,
                        terms,
                        0,
                        places,
                        s.batch() * places))
            .toList();
    return new Conv2dPlan(
        outputs,
        terms,
        places,
        s.rows().extent(),
        s.columns().extent(),
        Conv2dPlan.Side.taps(Conv2dPlan.taps(s)),
        Conv2dPlan.Side.places(Conv2dPlan.places(s), s.groups() * seen, s.groups() * made),
        jobs);
  }
}
