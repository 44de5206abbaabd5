package twofold.gpu.tensor;

import twofold.gpu.GpuDevice;

/**
 * Which form of an operation suits what OpenCL really runs on, where it is written in several.
 *
 * <pre>
 *   tiles   graphics processor   thousands of small work items that share local memory
 *   rows    ordinary processor   few large work items, each a loop that becomes SIMD
 *   naive   Java threads         the definition
 * </pre>
 *
 * A system property for each operation overrides the choice: to compare, and to check all of them
 * on one machine.
 */
final class Forms {
  private Forms() {}

  /** What the system property says, or else what suits. */
  static String chosen(String property) {
    return System.getProperty(property, suitable());
  }

  private static String suitable() {
    if (GpuDevice.isGraphicsProcessor()) {
      return "tiles";
    }
    return GpuDevice.isOpenCl() ? "rows" : "naive";
  }

  static IllegalArgumentException unknown(String property, String name) {
    return new IllegalArgumentException(property + " must be rows, tiles or naive, got " + name);
  }
}
