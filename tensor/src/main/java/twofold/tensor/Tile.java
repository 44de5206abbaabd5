package twofold.tensor;

import static twofold.tensor.Gather.gather;
import static twofold.tensor.Reshape.expandDims;

import java.util.Arrays;

/**
 * Elements several times: the whole again and again, or each one again and again.
 *
 * <pre>
 *   tile([a, b], 3)      a b a b a b        as (3, 2):  the row repeated
 *   repeat([a, b], 3, 0) a a a b b b        as (2, 3):  the column repeated
 *   repeat([a, b], counts(1, 2), 0)  a b b
 *
 *   Both are a new axis of extent 1, on the left or on the right of the old one, that grows by
 *   broadcasting and is then read together with it.
 *
 *   Pullback. That of broadcasting: each element receives the sum over its copies.
 *   Rounding. Exact.
 * </pre>
 */
public final class Tile {
  private Tile() {}

  /**
   * The whole so many times along each axis, the counts flush right: missing ones are 1, and
   * additional ones make new axes on the left.
   */
  public static Tensor tile(Tensor x, int... counts) {
    int rank = Math.max(x.rank(), counts.length);
    int[] split = new int[2 * rank];
    int[] grown = new int[2 * rank];
    int[] joined = new int[rank];
    for (int k = 0; k < rank; k++) {
      int own = k - (rank - x.rank());
      int dim = own < 0 ? 1 : x.dim(own);
      int given = k - (rank - counts.length);
      int count = given < 0 ? 1 : counts[given];
      requireCount(count);
      split[2 * k] = 1;
      split[2 * k + 1] = dim;
      grown[2 * k] = count;
      grown[2 * k + 1] = dim;
      joined[k] = Math.multiplyExact(count, dim);
    }
    Tensor copies = x.reshape(new Shape(split)).broadcastTo(new Shape(grown));
    return copies.reshape(new Shape(joined));
  }

  /** Each element along the axis so many times. */
  public static Tensor repeat(Tensor x, int count, int axis) {
    requireCount(count);
    int a = x.shape().axis(axis);
    Tensor split = expandDims(x, a + 1);
    int[] dims = split.shape().dims();
    dims[a + 1] = count;
    int[] joined = x.shape().dims();
    joined[a] = Math.multiplyExact(joined[a], count);
    return split.broadcastTo(new Shape(dims)).reshape(new Shape(joined));
  }

  /** The k-th element along the axis {@code counts[k]} times. */
  public static Tensor repeat(Tensor x, int[] counts, int axis) {
    if (counts.length != x.dim(axis)) {
      throw new ShapeException(
          "repeat along axis %d of shape %s needs %d counts, got %d",
          axis, x.shape(), x.dim(axis), counts.length);
    }
    int total = 0;
    for (int count : counts) {
      requireCount(count);
      total = Math.addExact(total, count);
    }
    int[] places = new int[total];
    int next = 0;
    for (int k = 0; k < counts.length; k++) {
      Arrays.fill(places, next, next + counts[k], k);
      next += counts[k];
    }
    return gather(x, Indices.indices(places), axis);
  }

  /** For {@code repeat(x, counts(1, 2), axis)}. */
  public static int[] counts(int... counts) {
    return counts;
  }

  private static void requireCount(int count) {
    if (count < 0) {
      throw new ShapeException("a count must be 0 or more, got %d", count);
    }
  }
}
