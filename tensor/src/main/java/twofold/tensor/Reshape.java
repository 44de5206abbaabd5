package twofold.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The same elements, read row by row, under another shape. A view wherever strides can say where
 * the elements lie (see {@link Layout#reshape}), a copy where not.
 *
 * <pre>
 *   flatten(x)          (2, 3)    → (6)
 *   expandDims(x, 1)    (2, 3)    → (2, 1, 3)      always a view
 *   squeeze(x, 1)       (2, 1, 3) → (2, 3)         always a view
 *
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

  /** All elements in one row. */
  public static Tensor flatten(Tensor x) {
    return x.reshape(-1);
  }

  /** New axes of extent 1 at these places of the result; negative ones count from its last axis. */
  public static Tensor expandDims(Tensor x, int... axes) {
    Shape named = new Shape(new int[x.rank() + axes.length]); // only its rank matters
    boolean[] isNew = new boolean[named.rank()];
    for (int axis : axes) {
      if (isNew[named.axis(axis)]) {
        throw new ShapeException(
            "expandDims of shape %s: an axis is named twice in %s",
            x.shape(), Arrays.toString(axes));
      }
      isNew[named.axis(axis)] = true;
    }
    int[] dims = new int[isNew.length];
    int next = 0;
    for (int k = 0; k < dims.length; k++) {
      dims[k] = isNew[k] ? 1 : x.dim(next++);
    }
    return x.reshape(new Shape(dims));
  }

  /** Without these axes, which must have extent 1; without all such axes if none is named. */
  public static Tensor squeeze(Tensor x, int... axes) {
    if (axes.length == 0) {
      return x.reshape(new Shape(IntStream.of(x.shape().dims()).filter(d -> d != 1).toArray()));
    }
    Axes squeezed = Axes.of(x.shape(), axes);
    if (!squeezed.resultKeepingDims().equals(x.shape())) {
      throw new ShapeException(
          "squeeze removes axes of extent 1; axes %s of shape %s have other extents",
          squeezed, x.shape());
    }
    return x.reshape(squeezed.result());
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Tensor forward() {
    return x.layout()
        .reshape(target)
        .map(x::view)
        .orElseGet(() -> x.dense().view(Layout.dense(target)));
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.reshape(x.shape()));
  }
}
