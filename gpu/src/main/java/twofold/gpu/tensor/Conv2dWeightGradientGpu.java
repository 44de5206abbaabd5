package twofold.gpu.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import twofold.gpu.GpuDevice;
import twofold.tensor.Conv2d;
import twofold.tensor.Conv2dWeightGradient;

/**
 * {@link Conv2dWeightGradient} in the form that suits what OpenCL really runs on, see {@link
 * Conv2dProduct}.
 *
 * <pre>
 *   for each group, with K = what a kernel sees, and all places of all pictures in a row:
 *     w (outputs, K) = g (outputs, batch·places) · seenᵀ (batch·places, K)
 * </pre>
 *
 * A small matrix of long sums: too few results to keep a graphics processor busy. So the sums are
 * cut into parts, which are products of their own and added at the end, in order. How many parts
 * depends on the shapes alone, and there are none where the results are many: all parts together
 * are never more than about {@value #WORK_GROUPS} tiles.
 */
final class Conv2dWeightGradientGpu implements Conv2dWeightGradient.Kernel<float[]> {
  /** Work-groups that keep a large graphics processor busy. */
  private static final int WORK_GROUPS = 256;

  /** Rows and columns of what one work-group computes. */
  private static final int TILE = 64;

  /** Terms that are worth a part: then to load and to store is little of its work. */
  private static final int TERMS = 512;

  private final Conv2dWeightGradient.Kernel<float[]> definition =
      new Conv2dWeightGradientNaiveGpu();
  private final Conv2dProduct product;

  Conv2dWeightGradientGpu() {
    this(Conv2dProduct.chosen());
  }

  Conv2dWeightGradientGpu(Conv2dProduct product) {
    this.product = product;
  }

  @Override
  public void correlate(float[] x, float[] g, float[] w, Conv2d.Geometry s) {
    if (x.length == 0 || g.length == 0) { // OpenCL knows no empty array
      Arrays.fill(w, 0);
    } else if (Conv2dProduct.suits(product, s.outputs(), s.terms())) {
      multiply(product, x, g, w, s);
    } else {
      definition.correlate(x, g, w, s);
    }
  }

  /** The sum of the parts. */
  static void multiply(Conv2dProduct product, float[] x, float[] g, float[] w, Conv2d.Geometry s) {
    int parts = parts(s);
    if (parts == 1) {
      product.multiply(g, x, w, plan(s, 1));
      return;
    }
    float[] sums = GpuDevice.scratch(Math.multiplyExact(parts, w.length));
    product.multiply(g, x, sums, plan(s, parts));
    System.arraycopy(sums, 0, w, 0, w.length);
    for (int part = 1; part < parts; part++) {
      for (int k = 0; k < w.length; k++) {
        w[k] += sums[part * w.length + k];
      }
    }
  }

  private static int parts(Conv2d.Geometry s) {
    long tiles = (long) s.groups() * tiles(s.outputs()) * tiles(s.terms());
    long terms = (long) s.batch() * s.places();
    return (int) Math.max(1, Math.min(WORK_GROUPS / tiles, terms / TERMS));
  }

  private static int tiles(int extent) {
    return (extent + TILE - 1) / TILE;
  }

  private static Conv2dPlan plan(Conv2d.Geometry s, int parts) {
    int outputs = s.outputs();
    int terms = s.terms();
    int places = s.places();
    int seen = s.inputs() * s.rows().extent() * s.columns().extent(); // by one group
    int made = outputs * places;
    long all = (long) s.batch() * places;
    List<Conv2dPlan.Job> jobs = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      for (int g = 0; g < s.groups(); g++) {
        jobs.add(
            new Conv2dPlan.Job(
                g * made,
                g * seen,
                (part * s.groups() + g) * outputs * terms,
                0,
                places,
                (int) (all * part / parts),
                (int) (all * (part + 1) / parts),
                0,
                terms,
                terms));
      }
    }
    return new Conv2dPlan(
        outputs,
        places,
        terms,
        s.rows().extent(),
        s.columns().extent(),
        Conv2dPlan.Side.places(Conv2dPlan.places(s), s.groups() * seen, s.groups() * made),
        Conv2dPlan.Side.taps(Conv2dPlan.taps(s)),
        jobs);
  }
}
