package twofold.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The axes that a reduction removes from a shape.
 *
 * <p>Seen with the kept axes first and the reduced ones last - a permutation, no copy - every
 * reduction is the same picture: a matrix of {@code kept × reduced} elements, each row of which
 * becomes one number.
 */
public final class Axes {
  private final Shape shape;
  private final boolean[] isReduced;

  private Axes(Shape shape, boolean[] isReduced) {
    this.shape = shape;
    this.isReduced = isReduced;
  }

  /** These axes (negative ones count from the last), or all axes if none is named. */
  public static Axes of(Shape shape, int... axes) {
    boolean[] reduced = new boolean[shape.rank()];
    if (axes.length == 0) {
      Arrays.fill(reduced, true);
    }
    for (int axis : axes) {
      int k = shape.axis(axis);
      if (reduced[k]) {
        throw new ShapeException(
            "axis %d of shape %s is named twice in %s", k, shape, Arrays.toString(axes));
      }
      reduced[k] = true;
    }
    return new Axes(shape, reduced);
  }

  /** The shape that is left. */
  public Shape result() {
    return new Shape(select(false).map(shape::dim).toArray());
  }

  /**
   * The shape that is left when every reduced axis stays with extent 1: it broadcasts against the
   * original.
   */
  public Shape resultKeepingDims() {
    return new Shape(
        IntStream.range(0, shape.rank()).map(k -> isReduced[k] ? 1 : shape.dim(k)).toArray());
  }

  /** How many elements go into each number of the result. */
  public int reducedSize() {
    return select(true).map(shape::dim).reduce(1, (p, q) -> p * q);
  }

  /** Kept axes first, reduced axes last: a permutation for {@link Layout#transpose}. */
  int[] keptFirst() {
    return IntStream.concat(select(false), select(true)).toArray();
  }

  /** The same view with the kept axes first and the reduced ones last. */
  View<Object> keptFirst(View<Object> x) {
    return new View<>(x.data(), x.layout().transpose(keptFirst()));
  }

  private IntStream select(boolean reduced) {
    return IntStream.range(0, shape.rank()).filter(k -> isReduced[k] == reduced);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Axes axes
        && shape.equals(axes.shape)
        && Arrays.equals(isReduced, axes.isReduced);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(isReduced);
  }

  @Override
  public String toString() {
    return Arrays.toString(select(true).toArray());
  }
}
