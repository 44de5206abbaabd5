package twofold.gpu.tensor;

import java.util.HashMap;
import java.util.Map;
import twofold.gpu.GpuKernel;

/**
 * The matrix products of a {@link Conv2dPlan}, in fields as a kernel can take them: {@link
 * Conv2dTilesGpu} for graphics processors, {@link Conv2dRowsGpu} for ordinary ones.
 *
 * <p>The work items read the pictures themselves. Unlike im2col this needs no memory for what the
 * kernel sees, and takes nothing to the device but the operands and two small tables.
 *
 * <p>In the products of a depthwise convolution, of one row each, nothing is used twice. These go
 * the way of the definition, {@link Conv2dNaiveGpu} and its siblings, where the form says so; and
 * so does everything where {@link Forms} says naive, with the system property {@code
 * twofold.gpu.conv2d} or without OpenCL.
 */
abstract class Conv2dProduct extends GpuKernel {
  static final String FORM = "twofold.gpu.conv2d";

  static final int LINE = Conv2dPlan.Side.LINE;
  static final int JOB = Conv2dPlan.Job.NUMBERS;

  /**
   * One instance of each form for the three operations: it is translated once for each instance.
   */
  private static final Map<String, Conv2dProduct> SHARED = new HashMap<>();

  float[] left;
  int leftRow;
  float[] source;
  int height;
  int width;
  float[] target;
  int targetRow;
  int rows;
  int[] inner;
  int innerSource;
  int innerLeft;
  int[] outer;
  int outerSource;
  int outerTarget;
  int[] jobs;

  /** The form that is chosen, or null where that is the definition. */
  static synchronized Conv2dProduct chosen() {
    return SHARED.computeIfAbsent(Forms.chosen(FORM), Conv2dProduct::form);
  }

  /** The form of this name, or null for the definition. */
  static Conv2dProduct form(String name) {
    return switch (name) {
      case "rows" -> new Conv2dRowsGpu();
      case "tiles" -> new Conv2dTilesGpu();
      case "naive" -> null;
      default -> throw Forms.unknown(FORM, name);
    };
  }

  /** Whether this form is worth it for products of so many rows and columns. */
  abstract boolean suits(int rows, int columns);

  /** Whether there is a form other than the definition, and it is worth it. */
  static boolean suits(Conv2dProduct form, int rows, int columns) {
    return form != null && form.suits(rows, columns);
  }

  /** Launches so many jobs, the widest with so many columns, with all fields set. */
  abstract void start(int count, int widest);

  /** Every element of C is written; no array may be empty. */
  final synchronized void multiply(float[] a, float[] pictures, float[] c, Conv2dPlan plan) {
    requireFits(a.length);
    requireFits(pictures.length);
    requireFits(c.length);
    left = a;
    leftRow = plan.leftRow();
    source = pictures;
    height = plan.height();
    width = plan.width();
    target = c;
    targetRow = plan.targetRow();
    rows = plan.rows();
    inner = plan.inner().lines();
    innerSource = plan.inner().source();
    innerLeft = plan.inner().other();
    outer = plan.outer().lines();
    outerSource = plan.outer().source();
    outerTarget = plan.outer().other();
    jobs = plan.jobNumbers();
    start(plan.jobs().size(), plan.widest());
  }
}
