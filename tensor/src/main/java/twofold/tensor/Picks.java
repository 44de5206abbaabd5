package twofold.tensor;

import java.util.Arrays;

/**
 * Which elements a {@link Gather} takes and where a {@link Scatter} adds: rows of a shape, seen as
 * a matrix, in any order and any number of times.
 *
 * <pre>
 *   row i of the picked  =  row rows[i] of the whole        both in rows of {@code width} elements
 *
 *   along axis 0 of (5, 3):     width 3, rows are the indices themselves
 *   along axis 1 of (5, 3):     width 1, element (o, i) is in row o·3 + index i
 *   single elements             width 1, rows are positions
 * </pre>
 */
public final class Picks {
  private final Shape whole;
  private final Shape picked;
  private final int[] rows;
  private final int width;

  private Picks(Shape whole, Shape picked, int[] rows, int width) {
    this.whole = whole;
    this.picked = picked;
    this.rows = rows;
    this.width = width;
  }

  /** At each index what is there along the axis; the indices' axes take the place of the axis. */
  public static Picks along(Shape whole, Indices indices, int axis) {
    int a = whole.axis(axis);
    int extent = whole.dim(a);
    int outer = size(whole, 0, a);
    int k = indices.size();
    int[] rows = new int[Math.multiplyExact(outer, k)];
    for (int i = 0; i < k; i++) {
      int place = indices.at(i, whole, a);
      for (int o = 0; o < outer; o++) {
        rows[o * k + i] = o * extent + place;
      }
    }
    Shape picked = joined(joined(part(whole, 0, a), indices.shape()), part(whole, a + 1));
    return new Picks(whole, picked, rows, size(whole, a + 1, whole.rank()));
  }

  /** One index for each element: all axes but one are walked together. */
  public static Picks alongOneEach(Shape whole, Indices indices, int axis) {
    int a = whole.axis(axis);
    if (indices.shape().rank() != whole.rank()) {
      throw new ShapeException(
          "takeAlongAxis needs indices of rank %d for shape %s, got shape %s",
          whole.rank(), whole, indices.shape());
    }
    int[] dims = Shape.broadcast(one(whole, a), one(indices.shape(), a)).dims();
    dims[a] = indices.shape().dim(a);
    Shape picked = new Shape(dims);
    Window first = Window.along(whole, a, Index.to(1)); // along a, the place comes from the index
    Layout places = Layout.dense(whole).slice(first).broadcastTo(picked);
    Layout numbers = Layout.dense(indices.shape()).broadcastTo(picked);
    int stride = Layout.dense(whole).stride(a);
    int[] rows = new int[picked.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = places.at(i) + indices.at(numbers.at(i), whole, a) * stride;
    }
    return new Picks(whole, picked, rows, 1);
  }

  /** The last axis of the indices numbers the first axes of the whole. */
  public static Picks tuples(Shape whole, Indices indices) {
    Shape shape = indices.shape();
    if (shape.rank() == 0 || shape.dim(-1) > whole.rank()) {
      throw new ShapeException(
          "the last axis of indices into shape %s holds at most %d numbers, got shape %s",
          whole, whole.rank(), shape);
    }
    int numbers = shape.dim(-1);
    Shape outer = part(shape, 0, shape.rank() - 1);
    int[] rows = new int[outer.size()];
    for (int i = 0; i < rows.length; i++) {
      for (int axis = 0; axis < numbers; axis++) {
        rows[i] = rows[i] * whole.dim(axis) + indices.at(i * numbers + axis, whole, axis);
      }
    }
    Shape inner = part(whole, numbers);
    return new Picks(whole, joined(outer, inner), rows, inner.size());
  }

  private static Shape one(Shape shape, int axis) {
    int[] dims = shape.dims();
    dims[axis] = 1;
    return new Shape(dims);
  }

  private static Shape part(Shape shape, int from) {
    return part(shape, from, shape.rank());
  }

  private static Shape part(Shape shape, int from, int to) {
    return new Shape(Arrays.copyOfRange(shape.dims(), from, to));
  }

  private static int size(Shape shape, int from, int to) {
    return part(shape, from, to).size();
  }

  private static Shape joined(Shape p, Shape q) {
    int[] dims = Arrays.copyOf(p.dims(), p.rank() + q.rank());
    System.arraycopy(q.dims(), 0, dims, p.rank(), q.rank());
    return new Shape(dims);
  }

  /** The shape that is picked from. */
  public Shape whole() {
    return whole;
  }

  /** The shape of what is picked. */
  public Shape picked() {
    return picked;
  }

  /** Elements side by side that are picked together. */
  int width() {
    return width;
  }

  /** For kernels, which only read. */
  int[] rows() {
    return rows;
  }

  /** How many picks the most picked row has. */
  public int mostPicked() {
    int[] counts = new int[width == 0 ? 1 : whole.size() / width];
    return Arrays.stream(rows).map(row -> ++counts[width == 0 ? 0 : row]).max().orElse(0);
  }

  @Override
  public String toString() {
    return picked + " picked from " + whole;
  }
}
