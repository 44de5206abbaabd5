package twofold.tensor;

import java.util.Arrays;

/**
 * Whole numbers in a shape, that say which elements to take. Negative ones count from the end of
 * the axis they are used on.
 *
 * <p>All operations that take elements by number take them in this form, made for static import:
 *
 * <pre>
 *   gather(table, indices(2, 0, -1), 0)              a list
 *   gather(table, indices(new Shape(2, 2), …), 0)    a list in a shape
 *   gather(table, indices(x), 0)                     a tensor of whole numbers
 * </pre>
 *
 * They are kept as {@code int} and checked before a kernel sees them: an index out of range must be
 * an error, not another tensor's memory. A tensor in single precision holds whole numbers up to 2²⁴
 * = 16,777,216 without gaps; larger ones come as {@code int}.
 */
public final class Indices {
  private final Shape shape;
  private final int[] numbers;

  private Indices(Shape shape, int[] numbers) {
    if (shape.size() != numbers.length) {
      throw new ShapeException(
          "indices of shape %s are %d numbers, got %d", shape, shape.size(), numbers.length);
    }
    this.shape = shape;
    this.numbers = numbers;
  }

  /** A list of indices. */
  public static Indices indices(int... numbers) {
    return new Indices(new Shape(numbers.length), numbers.clone());
  }

  /** Indices in a shape, row by row. */
  public static Indices indices(Shape shape, int... numbers) {
    return new Indices(shape, numbers.clone());
  }

  /** The numbers of a tensor, which must be whole. */
  public static Indices indices(Tensor x) {
    double[] values = x.toArray();
    int[] numbers = new int[values.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (int) values[i];
      if (numbers[i] != values[i]) {
        throw new IllegalArgumentException("indices must be whole numbers, got " + values[i]);
      }
    }
    return new Indices(x.shape(), numbers);
  }

  public Shape shape() {
    return shape;
  }

  /** How many. */
  public int size() {
    return numbers.length;
  }

  /** A fresh array of the numbers, row by row. */
  public int[] toArray() {
    return numbers.clone();
  }

  /** As numbers of a tensor. */
  public Tensor on(Device<?> device) {
    return device.tensor(shape, Arrays.stream(numbers).asDoubleStream().toArray());
  }

  /** The same numbers, read row by row, in another shape. */
  public Indices reshape(Shape target) {
    return new Indices(target, numbers);
  }

  /** The i-th number as a place along this axis, counted from the front. */
  int at(int i, Shape whole, int axis) {
    return Index.At.in(numbers[i], whole, axis);
  }

  @Override
  public String toString() {
    return "indices" + shape + Arrays.toString(numbers);
  }
}
