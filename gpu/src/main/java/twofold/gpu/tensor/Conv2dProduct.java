package twofold.gpu.tensor;

import twofold.gpu.GpuDevice;
import twofold.gpu.GpuKernel;

/**
 * The matrix products of a {@link Conv2dPlan}, in fields as a kernel can take them.
 *
 * <pre>
 *   graphics processor   {@link Conv2dTilesGpu}   thousands of small work items that share local memory
 *   ordinary processor   {@link Conv2dRowsGpu}    few large work items, each a loop that becomes SIMD
 *   Java threads         none               the definitions: {@link Conv2dNaiveGpu} and its siblings
 * </pre>
 *
 * The system property {@code twofold.gpu.conv2d} (rows, tiles or naive) overrides the choice. A
 * depthwise convolution has products of one row, in which nothing is used twice: these too go the
 * way of the definition, where the form says so.
 *
 * <p>All work items of one launch read the pictures themselves; other than im2col this needs no
 * memory for what the kernel sees, and takes nothing to the device but the operands.
 */
abstract class Conv2dProduct extends GpuKernel {
  static final String FORM = "twofold.gpu.conv2d";

  static final int LINE = Conv2dPlan.Side.LINE;
  static final int JOB = Conv2dPlan.Job.NUMBERS;

  /** One for the three operations: a kernel is translated once for each instance. */
  private static final class Suitable {
    static final Conv2dProduct FORM = form(System.getProperty(Conv2dProduct.FORM, suitable()));
  }

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

  /** The form for this device, or null where the definition is. */
  static Conv2dProduct suitableForm() {
    return Suitable.FORM;
  }

  private static String suitable() {
    if (GpuDevice.isGraphicsProcessor()) {
      return "tiles";
    }
    return GpuDevice.isOpenCl() ? "rows" : "naive";
  }

  /** The form of this name, or null for the definition. */
  static Conv2dProduct form(String name) {
    return switch (name) {
      case "rows" -> new Conv2dRowsGpu();
      case "tiles" -> new Conv2dTilesGpu();
      case "naive" -> null;
      default ->
          throw new IllegalArgumentException(FORM + " must be rows, tiles or naive, got " + name);
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
