package twofold.tensor;

import static twofold.tensor.Reshape.expandDims;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tensors one after the other along an axis; all other extents must agree.
 *
 * <pre>
 *   concat([x₀, x₁, …], axis)        (2, 3), (2, 1) along 1 → (2, 4)
 *   stack([x₀, x₁, …], axis)         (2, 3), (2, 3) along 0 → (2, 2, 3): a new axis, then concat
 *
 *   y = place(x₀) + place(x₁) + …    each in its own window, among zeros
 *
 *   Pullback. A sum hands G on to each term, and the adjoint of place is slice:
 *     x̄ₖ = G seen through the k-th window: split is the adjoint of concat, as it is its inverse
 *   Rounding. Exact: nothing meets anything but zeros. So each part is written to its place instead.
 * </pre>
 */
public record Concat(List<Tensor> parts, int axis) implements Op {

  public Concat {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new ShapeException("concat needs at least one tensor");
    }
    axis = parts.get(0).shape().axis(axis);
    for (Tensor part : parts) {
      if (!others(part, axis).equals(others(parts.get(0), axis))) {
        throw new ShapeException(
            "concat along axis %d needs equal extents along all other axes, got %s and %s",
            axis, parts.get(0).shape(), part.shape());
      }
    }
  }

  private static List<Integer> others(Tensor x, int axis) {
    List<Integer> dims = new ArrayList<>();
    for (int k = 0; k < x.rank(); k++) {
      dims.add(k == axis ? -1 : x.dim(k));
    }
    return dims;
  }

  /** The parts one after the other along an axis they have. */
  public static Tensor concat(List<Tensor> parts, int axis) {
    return new Concat(parts, axis).apply();
  }

  /** Equal shapes one after the other along a new axis, which counts among those of the result. */
  public static Tensor stack(List<Tensor> parts, int axis) {
    for (Tensor part : parts) {
      if (!part.shape().equals(parts.get(0).shape())) {
        throw new ShapeException(
            "stack needs equal shapes, got %s and %s", parts.get(0).shape(), part.shape());
      }
    }
    return concat(parts.stream().map(part -> expandDims(part, axis)).toList(), axis);
  }

  /** Where each part is found in the result, in order. */
  public List<Window> windows() {
    int[] dims = parts.get(0).shape().dims();
    dims[axis] = 0;
    for (Tensor part : parts) {
      dims[axis] = Math.addExact(dims[axis], part.dim(axis));
    }
    Shape whole = new Shape(dims);
    List<Window> windows = new ArrayList<>();
    int start = 0;
    for (Tensor part : parts) {
      int end = start + part.dim(axis);
      windows.add(Window.along(whole, axis, Index.range(start, end)));
      start = end;
    }
    return windows;
  }

  @Override
  public List<Tensor> inputs() {
    return parts;
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(parts.get(0), parts.toArray(Tensor[]::new));
    List<Window> windows = windows();
    Tensor y = device.empty(windows.get(0).whole());
    for (int k = 0; k < windows.size(); k++) {
      Place.into(y, windows.get(k), parts.get(k));
    }
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    List<Supplier<Tensor>> recipes = new ArrayList<>();
    for (Window window : windows()) {
      recipes.add(() -> new Slice(g, window).apply());
    }
    return recipes;
  }
}
