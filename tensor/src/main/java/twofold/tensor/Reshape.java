package twofold.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The same elements, read row by row, under another shape. A view where the elements lie row by
 * row, a copy where not.
 *
 * <pre>
 *   Pullback. The inverse:      x̄ = G reshaped to the shape of x
 *   Rounding. Exact.
 * </pre>
 */
public record Reshape(Tensor x, Shape target) implements Op {

  public Reshape {
    if (x.size() != target.size()) {
      throw new ShapeException(
          "reshape keeps the number of elements: %s has %d, %s has %d",
          x.shape(), x.size(), target, target.size());
    }
  }

  /** Works out the one extent that is given as −1. */
  static Shape complete(Shape shape, int... dims) {
    int[] complete = dims.clone();
    int open = -1;
    int known = 1;
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] == -1 && open < 0) {
        open = axis;
      } else if (dims[axis] < 0) {
        throw new ShapeException(
            "reshape needs extents of 0 or more and at most one -1, got %s", Arrays.toString(dims));
      } else {
        known *= dims[axis];
      }
    }
    if (open >= 0) {
      if (known == 0 || shape.size() % known != 0) {
        throw new ShapeException(
            "reshape of %s to %s: no extent in place of -1 fits", shape, Arrays.toString(dims));
      }
      complete[open] = shape.size() / known;
    }
    return new Shape(complete);
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Tensor forward() {
    Tensor rows = x.layout().isDense() ? x : x.dense();
    return rows.view(rows.layout().reshape(target));
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.reshape(x.shape()));
  }
}
