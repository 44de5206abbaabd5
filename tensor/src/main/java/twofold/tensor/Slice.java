package twofold.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Some of the elements, in equal steps along each axis, without moving one: NumPy's basic indexing.
 *
 * <pre>
 *   y[i₀, i₁, …] = x[s₀ + i₀·t₀, s₁ + i₁·t₁, …]        a start s and a step t for each axis
 *
 *   position(i) = offset + Σₖ (sₖ + iₖ·tₖ)·strideₖ = (offset + Σₖ sₖ·strideₖ) + Σₖ iₖ·(tₖ·strideₖ)
 *   so a slice is a layout again: another offset, other strides.
 *
 *   Pullback. An element that y shows receives the gradient of its one image, all others nothing:
 *     x̄ = G placed among zeros        see {@link Place}
 *   Rounding. Exact.
 * </pre>
 *
 * Which elements is said by {@link Index}: {@code x.at(all(), at(3), range(1, -1))}. Split and
 * unstack are slices too.
 */
public record Slice(Tensor x, Window window) implements Op {

  public Slice {
    if (!x.shape().equals(window.whole())) {
      throw new ShapeException(
          "a window on shape %s cannot be laid on shape %s", window.whole(), x.shape());
    }
  }

  /** Behind {@code x.at(…)}: first the window with every axis, then axes disappear and appear. */
  static Tensor at(Tensor x, Index... indices) {
    Index.Range[] ranges = new Index.Range[x.rank()];
    List<Integer> dims = new ArrayList<>();
    int axis = 0;
    for (Index index : withoutEllipsis(x.shape(), indices)) {
      if (index instanceof Index.At at) {
        int place = Index.At.in(at.place(), x.shape(), axis);
        ranges[axis++] = Index.range(place, place + 1);
      } else if (index instanceof Index.Range range) {
        dims.add(range.count(x.dim(axis)));
        ranges[axis++] = range;
      } else {
        dims.add(1);
      }
    }
    Tensor part = new Slice(x, Window.of(x.shape(), ranges)).apply();
    return part.reshape(new Shape(dims.stream().mapToInt(Integer::intValue).toArray()));
  }

  static Tensor at(Tensor x, int first, int... more) {
    Index[] indices = new Index[1 + more.length];
    indices[0] = Index.at(first);
    for (int k = 0; k < more.length; k++) {
      indices[1 + k] = Index.at(more[k]);
    }
    return at(x, indices);
  }

  /** One entry for each axis, and the new axes among them: missing entries mean whole axes. */
  private static List<Index> withoutEllipsis(Shape shape, Index... indices) {
    int used = 0;
    int ellipsis = -1;
    for (int k = 0; k < indices.length; k++) {
      if (indices[k] == Index.ellipsis()) {
        if (ellipsis >= 0) {
          throw new ShapeException(
              "an ellipsis can stand only once, got %s", Arrays.toString(indices));
        }
        ellipsis = k;
      } else if (indices[k] != Index.newAxis()) {
        used++;
      }
    }
    if (used > shape.rank()) {
      throw new ShapeException(
          "%d indices for shape %s, which has %d axes", used, shape, shape.rank());
    }
    List<Index> all = new ArrayList<>(Arrays.asList(indices));
    int gap = ellipsis < 0 ? all.size() : ellipsis;
    if (ellipsis >= 0) {
      all.remove(ellipsis);
    }
    for (int k = used; k < shape.rank(); k++) {
      all.add(gap, Index.all());
    }
    return all;
  }

  /** The elements along these axes in reverse order; along all axes if none is named. A view. */
  public static Tensor flip(Tensor x, int... axes) {
    Shape kept = Axes.of(x.shape(), axes).resultKeepingDims();
    Index.Range[] ranges = new Index.Range[x.rank()];
    for (int k = 0; k < ranges.length; k++) {
      boolean isFlipped = kept.dim(k) != x.dim(k);
      ranges[k] = isFlipped ? Index.all().by(-1) : Index.all();
    }
    return new Slice(x, Window.of(x.shape(), ranges)).apply();
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Tensor forward() {
    return x.view(x.layout().slice(window));
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> new Place(g, window, 0).apply());
  }
}
