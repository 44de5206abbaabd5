package twofold.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The extents of a tensor along its axes: {@code (2, 3)} is a matrix of two rows and three columns,
 * {@code (3)} a vector, {@code ()} a single number.
 *
 * <p>One rule for empty tensors: an extent may be 0, such a tensor has no elements, and every
 * operation that is defined element by element or as a sum works on it and yields nothing or zero.
 * Only what has no value over nothing (a mean, a maximum) is an error.
 */
public final class Shape {
  private final int[] dims;
  private final int size;

  /** The shape with these extents; none at all makes the shape of a single number. */
  public Shape(int... dims) {
    long product = 1;
    for (int dim : dims) {
      if (dim < 0) {
        throw new ShapeException("an extent must be 0 or more, got %d in %s", dim, text(dims));
      }
      product = Math.multiplyExact(product, dim);
      if (product > Integer.MAX_VALUE) {
        throw new ShapeException(
            "%s has more than 2³¹ − 1 elements, the most one tensor can hold", text(dims));
      }
    }
    this.dims = dims.clone();
    this.size = (int) product;
  }

  /** How many axes. */
  public int rank() {
    return dims.length;
  }

  /** The extent along an axis; negative axes count from the last, −1 being the last itself. */
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /** How many elements: the product of the extents, 1 for the shape {@code ()}. */
  public int size() {
    return size;
  }

  /** A fresh array of the extents. */
  public int[] dims() {
    return dims.clone();
  }

  /** The axis counted from the front: {@code axis(-1)} is {@code rank() - 1}. */
  public int axis(int axis) {
    if (axis < -dims.length || axis >= dims.length) {
      throw new ShapeException(
          "axis %d does not exist in shape %s of rank %d", axis, this, dims.length);
    }
    return axis < 0 ? axis + dims.length : axis;
  }

  /**
   * The shape two operands grow to before an element-wise operation: NumPy's broadcasting rule.
   *
   * <pre>
   *   Write both shapes flush right, fill the shorter with 1s on the left; then axis by axis
   *     d, d → d        1, d → d        d, 1 → d        anything else is an error.
   *
   *   (15, 4) & (196, 1, 4) → (196, 15, 4)
   * </pre>
   */
  public static Shape broadcast(Shape a, Shape b) {
    return broadcast("broadcast", a, b);
  }

  /** The same, for an operation that an error should name. */
  // region broadcast
  static Shape broadcast(String operation, Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    int[] dims = new int[rank];
    for (int axis = -1; axis >= -rank; axis--) {
      int p = axis >= -a.rank() ? a.dim(axis) : 1;
      int q = axis >= -b.rank() ? b.dim(axis) : 1;
      if (p != q && p != 1 && q != 1) {
        throw new ShapeException(
            "%s: shapes %s and %s do not broadcast, axis %d has %d against %d and neither is 1",
            operation, a, b, axis, p, q);
      }
      dims[rank + axis] = p == 1 ? q : p;
    }
    return new Shape(dims);
  }

  // endregion

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    return text(dims);
  }

  private static String text(int[] dims) {
    return Arrays.stream(dims)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
