package twofold.tensor;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where the elements of a tensor lie in its storage.
 *
 * <pre>
 *   position(i₀, i₁, …) = offset + i₀·stride₀ + i₁·stride₁ + …
 *
 *   (2, 3) row by row    strides (3, 1)     0 1 2
 *                                           3 4 5
 *   the same, transposed strides (1, 3)     0 3      no element has moved
 *                                           1 4
 *                                           2 5
 *   a row seen 2 times   strides (0, 1)     0 1 2    a stride of 0 repeats
 *                                           0 1 2
 *   every other column   strides (3, 2)     0 2
 *                                           3 5
 *   the rows, last first strides (−3, 1)    3 4 5    offset 3: where the last row begins
 *                                           0 1 2
 * </pre>
 *
 * That is all it takes to transpose, to broadcast, to cut out and to flip without copying.
 */
public final class Layout {
  private final Shape shape;
  private final int offset;
  private final int[] strides;
  private final boolean dense;

  private Layout(Shape shape, int offset, int[] strides) {
    this.shape = shape;
    this.offset = offset;
    this.strides = strides;
    this.dense = shape.size() == 0 || isDense(0, strides.length);
  }

  /** Row by row from position 0, nothing between: the layout of every freshly computed result. */
  public static Layout dense(Shape shape) {
    return new Layout(shape, 0, rowMajor(shape));
  }

  public Shape shape() {
    return shape;
  }

  public int offset() {
    return offset;
  }

  /** How far apart in storage neighbours along an axis lie; negative axes count from the last. */
  public int stride(int axis) {
    return strides[shape.axis(axis)];
  }

  /** Whether the elements lie row by row with nothing between (they may start anywhere). */
  public boolean isDense() {
    return dense;
  }

  /** The position of the element that is {@code flat}-th when the tensor is read row by row. */
  // region position
  public int at(int flat) {
    if (dense) {
      return offset + flat;
    }
    int position = offset;
    int rest = flat;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      int dim = shape.dim(axis);
      position += rest % dim * strides[axis];
      rest /= dim;
    }
    return position;
  }

  // endregion

  /** The position of row {@code i}, column {@code j} of a matrix. */
  public int at(int i, int j) {
    return offset + i * strides[0] + j * strides[1];
  }

  /**
   * Where the {@code s}-th matrix begins, when all axes but the last two number the matrices of a
   * batch, row by row.
   */
  public int matrixOffset(int s) {
    int position = offset;
    int rest = s;
    for (int axis = strides.length - 3; axis >= 0; axis--) {
      int dim = shape.dim(axis);
      position += rest % dim * strides[axis];
      rest /= dim;
    }
    return position;
  }

  /** The {@code s}-th matrix of a batch: see {@link #matrixOffset}. */
  Layout matrix(int s) {
    int last = strides.length - 1;
    return new Layout(
        new Shape(shape.dim(last - 1), shape.dim(last)),
        matrixOffset(s),
        new int[] {strides[last - 1], strides[last]});
  }

  /** Axis {@code k} of the result is axis {@code permutation[k]} of this one. */
  public Layout transpose(int... permutation) {
    int rank = shape.rank();
    boolean[] seen = new boolean[rank];
    int[] dims = new int[rank];
    int[] moved = new int[rank];
    boolean wrong = permutation.length != rank;
    for (int k = 0; k < rank && !wrong; k++) {
      int axis = shape.axis(permutation[k]);
      wrong = seen[axis];
      seen[axis] = true;
      dims[k] = shape.dim(axis);
      moved[k] = strides[axis];
    }
    if (wrong) {
      throw new ShapeException(
          "transpose of shape %s needs each of its %d axes once, got %s",
          shape, rank, Arrays.toString(permutation));
    }
    return new Layout(new Shape(dims), offset, moved);
  }

  /**
   * The same elements repeated to fill {@code target}: stride 0 along every axis that is new or
   * grows from 1.
   */
  public Layout broadcastTo(Shape target) {
    int added = target.rank() - shape.rank();
    boolean fits = added >= 0;
    int[] repeated = new int[target.rank()];
    for (int axis = 0; axis < shape.rank() && fits; axis++) {
      boolean same = shape.dim(axis) == target.dim(added + axis);
      fits = same || shape.dim(axis) == 1;
      repeated[added + axis] = same ? strides[axis] : 0;
    }
    if (!fits) {
      throw new ShapeException(
          "shape %s does not broadcast to %s: flush right, each extent must be equal or 1",
          shape, target);
    }
    return new Layout(target, offset, repeated);
  }

  /**
   * The elements that a window on this shape shows: it starts elsewhere, and steps further or
   * backwards.
   */
  Layout slice(Window window) {
    int start = offset;
    int[] stepped = new int[strides.length];
    for (int axis = 0; axis < strides.length; axis++) {
      start += window.start(axis) * strides[axis];
      stepped[axis] = window.step(axis) * strides[axis];
    }
    return new Layout(window.part(), start, stepped);
  }

  /**
   * The same elements, read in the same order, under another shape of as many elements; empty where
   * no strides can say that.
   *
   * <pre>
   *   Neighbouring axes are one longer axis when a turn of the inner is a step of the outer:
   *     stride₀ = extent₁ · stride₁
   *   What cannot be joined any further can be cut into new axes; none may cross a joint.
   *
   *   (4, 6) with strides (12, 1): every other row of a matrix of six columns
   *     (2, 2, 6)  yes    (4, 3, 2)  yes    (24)  no: a step down is not a step right
   * </pre>
   */
  Optional<Layout> reshape(Shape target) {
    if (dense) {
      return Optional.of(new Layout(target, offset, rowMajor(target)));
    }
    int[] cut = new int[target.rank()];
    int axis = strides.length;
    int left = 1; // elements of the current long axis that the new axes do not number yet
    int stride = 0;
    for (int k = cut.length - 1; k >= 0; k--) {
      int dim = target.dim(k);
      if (dim != 1 && left == 1) { // the next long axis
        axis = beforeOnes(axis);
        left = shape.dim(axis);
        stride = strides[axis];
        for (int outer = beforeOnes(axis);
            outer >= 0 && strides[outer] == shape.dim(axis) * strides[axis];
            outer = beforeOnes(axis)) {
          left *= shape.dim(outer);
          axis = outer;
        }
      }
      if (left % dim != 0) {
        return Optional.empty();
      }
      cut[k] = stride;
      left /= dim;
      stride *= dim;
    }
    return Optional.of(new Layout(target, offset, cut));
  }

  /** The nearest axis before this one that has more than one element, or −1. */
  private int beforeOnes(int axis) {
    int before = axis - 1;
    while (before >= 0 && shape.dim(before) == 1) {
      before--;
    }
    return before;
  }

  private static int[] rowMajor(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dim(axis);
    }
    return strides;
  }

  /**
   * Whether axes {@code from … to − 1}, taken alone, are dense: what they number lies side by side.
   */
  boolean isDense(int from, int to) {
    int stride = 1;
    for (int axis = to - 1; axis >= from; axis--) {
      int dim = shape.dim(axis);
      if (dim != 1 && strides[axis] != stride) { // along an extent of 1 nobody ever steps
        return false;
      }
      stride *= dim;
    }
    return true;
  }

  @Override
  public String toString() {
    return shape + " at " + offset + " with strides " + Arrays.toString(strides);
  }
}
