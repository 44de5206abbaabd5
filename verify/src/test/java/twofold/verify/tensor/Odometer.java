package twofold.verify.tensor;

import java.util.stream.IntStream;
import twofold.tensor.Shape;

/** Indices of elements that are numbered row by row. */
final class Odometer {
  private Odometer() {}

  /** The indices of element number {@code flat}. */
  static int[] indices(Shape shape, int flat) {
    int[] indices = new int[shape.rank()];
    int rest = flat;
    for (int axis = indices.length - 1; axis >= 0; axis--) {
      indices[axis] = rest % shape.dim(axis);
      rest /= shape.dim(axis);
    }
    return indices;
  }

  /** The number of the element with these indices, the second following the first. */
  static int place(Shape shape, int[] first, int... second) {
    int[] indices = IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
    int place = 0;
    for (int axis = 0; axis < indices.length; axis++) {
      place = place * shape.dim(axis) + indices[axis];
    }
    return place;
  }
}
