package twofold.gpu.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import twofold.tensor.Conv2d;
import twofold.tensor.Conv2dInputGradient;
import twofold.tensor.Sliding;

/**
 * {@link Conv2dInputGradient} in the form that suits what OpenCL really runs on, see {@link
 * Conv2dProduct}.
 *
 * <pre>
 *   Row i of x was read at r·s + m·d − p = i. Let i = i'·s + f with the phase f = i mod s; then
 *
 *     r = i' + (f + p − m·d) / s      where that is a whole number: for the m of this phase, for no other
 *
 *   so each phase, s of them down and s across, is a convolution of g with stride 1:
 *     x (inputs, batch·places) = w (inputs, K') · seen (K', batch·places)    K' = outputs · taps of the phase
 * </pre>
 *
 * Together the phases do the products that are in the definition, and no others but those with what
 * is outside of g, which is 0. That is not the same as nothing where a weight is infinite or NaN:
 * such weights go the way of the definition.
 */
final class Conv2dInputGradientGpu implements Conv2dInputGradient.Kernel<float[]> {
  private final Conv2dInputGradient.Kernel<float[]> definition = new Conv2dInputGradientNaiveGpu();
  private final Conv2dProduct product;

  Conv2dInputGradientGpu() {
    this(Conv2dProduct.chosen());
  }

  Conv2dInputGradientGpu(Conv2dProduct product) {
    this.product = product;
  }

  @Override
  public void spread(float[] g, float[] w, float[] x, Conv2d.Geometry s) {
    if (g.length == 0 || w.length == 0) { // OpenCL knows no empty array
      Arrays.fill(x, 0);
    } else if (Conv2dProduct.suits(product, s.inputs(), x.length / (s.groups() * s.inputs()))
        && isFinite(w)) {
      product.multiply(w, g, x, plan(s));
    } else {
      definition.spread(g, w, x, s);
    }
  }

  private static boolean isFinite(float[] w) {
    for (float weight : w) {
      if (!Float.isFinite(weight)) {
        return false;
      }
    }
    return true;
  }

  static Conv2dPlan plan(Conv2d.Geometry s) {
    int height = s.rows().extent();
    int width = s.columns().extent();
    int seen = s.outputs() * s.places(); // of g, by one group
    int made = s.inputs() * height * width;
    List<int[]> taps = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    List<Conv2dPlan.Job> jobs = new ArrayList<>();
    for (int down = 0; down < Math.min(s.rows().stride(), height); down++) {
      for (int right = 0; right < Math.min(s.columns().stride(), width); right++) {
        int firstTap = taps.size();
        int firstPlace = places.size();
        addTaps(taps, s, down, right);
        addPlaces(places, s, down, right);
        int terms = taps.size() - firstTap;
        int count = places.size() - firstPlace;
        for (int g = 0; g < s.groups(); g++) {
          jobs.add(
              new Conv2dPlan.Job(
                  g * s.outputs() * s.terms(),
                  g * seen,
                  g * made,
                  firstTap,
                  Math.max(1, terms),
                  0,
                  terms,
                  firstPlace,
                  count,
                  s.batch() * count));
        }
      }
    }
    return new Conv2dPlan(
        s.inputs(),
        s.rows().kernel() * s.columns().kernel(),
        height * width,
        s.rows().steps(),
        s.columns().steps(),
        Conv2dPlan.Side.taps(taps),
        Conv2dPlan.Side.places(places, s.groups() * seen, s.groups() * made),
        jobs);
  }

  /** Lines (o, m, n) of a phase: how far from (i', j') they read in g, and which weight it is. */
  private static void addTaps(List<int[]> taps, Conv2d.Geometry s, int down, int right) {
    int kernelWidth = s.columns().kernel();
    for (int o = 0; o < s.outputs(); o++) {
      for (int m = 0; m < s.rows().kernel(); m++) {
        for (int n = 0; n < kernelWidth; n++) {
          int y = reach(s.rows(), down, m);
          int x = reach(s.columns(), right, n);
          if (y % s.rows().stride() == 0 && x % s.columns().stride() == 0) {
            int r = y / s.rows().stride();
            int c = x / s.columns().stride();
            int position = (o * s.rows().steps() + r) * s.columns().steps() + c;
            int weight = (o * s.inputs() * s.rows().kernel() + m) * kernelWidth + n;
            taps.add(new int[] {position, r, c, weight});
          }
        }
      }
    }
  }

  /** f + p − m·d. */
  private static int reach(Sliding s, int phase, int k) {
    return phase + s.before() - k * s.dilation();
  }

  /** Lines (i', j') of a phase: where they are in g, and in x. */
  private static void addPlaces(List<int[]> places, Conv2d.Geometry s, int down, int right) {
    int width = s.columns().extent();
    for (int i = down; i < s.rows().extent(); i += s.rows().stride()) {
      for (int j = right; j < width; j += s.columns().stride()) {
        int r = i / s.rows().stride();
        int c = j / s.columns().stride();
        places.add(new int[] {r * s.columns().steps() + c, r, c, i * width + j});
      }
    }
  }
}
