package twofold.gpu;

import twofold.tensor.Layout;

/**
 * Some axes of a layout in a form that a kernel can take: one {@code int[]} of extents and strides,
 * and how many there are.
 *
 * <pre>
 *   axes = { extent₀, stride₀, extent₁, stride₁, … }
 *
 *   Two neighbouring axes are one longer axis when a turn of the inner is a step of the outer:
 *     stride₀ = extent₁ · stride₁
 *
 *   (2, 3, 4) row by row    strides (12, 4, 1)   one axis    (24), stride 1
 *   a number seen 24 times  strides (0, 0, 0)    one axis    (24), stride 0
 *   a row seen 6 times      strides (0, 0, 1)    two axes    (6, 4), strides 0 and 1
 * </pre>
 *
 * What is left costs a kernel one division for each axis but the first: none at all in the first
 * two examples. See {@link StridedKernel#position}.
 */
public record Walk(int rank, int[] axes) {

  /** All axes of a layout. */
  public static Walk of(Layout layout) {
    return of(layout, 0, layout.shape().rank());
  }

  /** Axes {@code from … to − 1} of a layout without empty extents. */
  public static Walk of(Layout layout, int from, int to) {
    int[] axes = new int[Math.max(2, 2 * (to - from))];
    axes[0] = 1; // no axis at all is one of extent 1
    int rank = 1;
    for (int axis = from; axis < to; axis++) {
      int extent = layout.shape().dim(axis);
      int stride = layout.stride(axis);
      int last = 2 * (rank - 1);
      if (extent == 1) {
        continue; // nobody ever steps along it
      } else if (axes[last] == 1) {
        axes[last] = extent;
        axes[last + 1] = stride;
      } else if (axes[last + 1] == extent * stride) {
        axes[last] *= extent;
        axes[last + 1] = stride;
      } else {
        axes[2 * rank] = extent;
        axes[2 * rank + 1] = stride;
        rank++;
      }
    }
    return new Walk(rank, axes);
  }

  /** How many elements, the i-th and those after it, follow each other at the innermost stride. */
  public int reach(int i) {
    int extent = axes[2 * rank - 2];
    return extent - i % extent;
  }

  /** How far apart neighbours along the innermost axis lie. */
  public int innermostStride() {
    return axes[2 * rank - 1];
  }
}
