package twofold.tensor;

import static twofold.tensor.Gather.takeAlongAxis;

/**
 * The k largest elements along an axis, the largest first, and where they are.
 *
 * <pre>
 *   x = 3 1 4 1 5        topK(x, 2):  values 5 4        indices 4 2
 *
 *   The first k of the order in which x falls, see {@link ArgSort}: of equal elements the first
 *   ones count, and NaN is larger than every number. So topK(x, 1) is max and argMax.
 *
 *   Pullback. What was taken receives the gradient of its value; everything else nothing.
 * </pre>
 *
 * It could be had in n·log₂ k comparisons, sorting only what may still win. But the fast sort here
 * compares nothing and takes time proportional to n, whatever k is: a kernel of its own would save
 * little.
 *
 * @param values in falling order
 * @param indices which places along the axis they come from
 */
public record TopK(Tensor values, Indices indices) {

  /** Along the last axis. */
  public static TopK topK(Tensor x, int k) {
    return topK(x, k, -1);
  }

  /** Along any axis. */
  public static TopK topK(Tensor x, int k, int axis) {
    if (k < 0 || k > x.dim(axis)) {
      throw new ShapeException(
          "the k largest along axis %d of shape %s: k must be 0 to %d, got %d",
          axis, x.shape(), x.dim(axis), k);
    }
    Indices indices = ArgSort.first(k, x, axis, true);
    return new TopK(takeAlongAxis(x, indices, axis), indices);
  }
}
