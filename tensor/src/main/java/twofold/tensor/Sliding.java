package twofold.tensor;

/**
 * A window that slides along one axis: which places it sees at each step.
 *
 * <pre>
 *   At step r its k-th place is         r·stride + k·dilation − before        0 ≤ k &lt; kernel
 *   from its first place to its last    span = dilation·(kernel − 1) + 1
 *   it fits      steps = ⌊(extent + before + after − span) / stride⌋ + 1 times
 *
 *   extent 6, kernel 3, stride 2, before 1, after 0:
 *     step 0    [· 0 1]                 · is a place before the first: padding
 *     step 1        [1 2 3]
 *     step 2            [3 4 5]
 * </pre>
 *
 * <p>[Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning]
 */
public record Sliding(int extent, int kernel, int stride, int dilation, int before, int steps) {

  /** {@code before} and {@code after} count for nothing where the padding is to be same. */
  static Sliding of(
      String operation,
      int extent,
      int kernel,
      int stride,
      int dilation,
      boolean isSame,
      int before,
      int after) {
    long span = span(kernel, dilation);
    if (isSame) {
      long steps = (extent + (long) stride - 1) / stride;
      long added = Math.max(0, (steps - 1) * stride + span - extent);
      return slide(operation, extent, kernel, stride, dilation, added / 2, added - added / 2);
    }
    return slide(operation, extent, kernel, stride, dilation, before, after);
  }

  private static Sliding slide(
      String operation, int extent, int kernel, int stride, int dilation, long before, long after) {
    long padded = extent + before + after;
    long span = span(kernel, dilation);
    if (span > padded || padded > Integer.MAX_VALUE) {
      throw new ShapeException(
          "%s: a window of %d places with dilation %d spans %d, the padded extent is %d + %d + %d",
          operation, kernel, dilation, span, before, extent, after);
    }
    int steps = (int) ((padded - span) / stride) + 1;
    return new Sliding(extent, kernel, stride, dilation, (int) before, steps);
  }

  static long span(int kernel, int dilation) {
    return (long) dilation * (kernel - 1) + 1;
  }

  /** The k-th place at a step; it may lie outside. */
  public int at(int step, int k) {
    return step * stride + k * dilation - before;
  }

  /** Whether a place lies inside. */
  public boolean holds(int place) {
    return place >= 0 && place < extent;
  }

  /** From the first place that a row of so many steps sees to its last. */
  int reach(int steps) {
    return (steps - 1) * stride + dilation * (kernel - 1) + 1;
  }

  /** Whether all places of all steps lie inside. */
  boolean staysInside() {
    return before == 0 && reach(steps) <= extent;
  }
}
