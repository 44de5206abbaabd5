package twofold.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sums of products over shared axes, each of them a matrix product after the axes have been put in
 * order.
 *
 * <pre>
 *   dot(a, b)       c = Σᵢ aᵢ bᵢ                         a row times a column       (1, n)·(n, 1)
 *   outer(a, b)     cᵢⱼ = aᵢ bⱼ                          a column times a row       (m, 1)·(1, n)
 *   tensordot       c[i…, j…] = Σₚ… a[i…, p…] b[p…, j…]
 *
 *   Why this is no more than {@link MatMul}: number all i… in one row, all j… and all p… too,
 *     A: (I, P)    B: (P, J)    C = A·B: (I, J)
 *   and the sum over several p is the sum over their common number.
 *
 *   (2, 3, 4) and (4, 5, 3) over axes (1, 2) and (2, 0):    (2, 3·4)·(3·4, 5) → (2, 5)
 *
 *   Pullback. Those of transpose, reshape and matMul: nothing here is new.
 *   Rounding. |fl(c) − c| ≤ γₙ·Σ|a||b| for sums of n terms, as for every matrix product.
 * </pre>
 *
 * Transposing is free; the reshape copies where the axes to be joined do not follow each other in
 * memory.
 */
public final class Contractions {
  private Contractions() {}

  /** The scalar product of two vectors. */
  public static Tensor dot(Tensor a, Tensor b) {
    if (a.rank() != 1 || !a.shape().equals(b.shape())) {
      throw new ShapeException(
          "dot needs two vectors of equal length, got %s and %s", a.shape(), b.shape());
    }
    return tensordot(a, b, new int[] {0}, new int[] {0});
  }

  /** Every element of a vector times every element of another. */
  public static Tensor outer(Tensor a, Tensor b) {
    if (a.rank() != 1 || b.rank() != 1) {
      throw new ShapeException("outer needs two vectors, got %s and %s", a.shape(), b.shape());
    }
    return tensordot(a, b, new int[0], new int[0]);
  }

  /**
   * The sum over axis {@code axesA[k]} of a and {@code axesB[k]} of b together, for all k; what is
   * left are the other axes of a, then those of b. Over no axes it is the product of every element
   * with every other.
   */
  public static Tensor tensordot(Tensor a, Tensor b, int[] axesA, int[] axesB) {
    int[] overA = fromTheFront(a, axesA);
    int[] overB = fromTheFront(b, axesB);
    int[] summed = extents(a, overA);
    if (!Arrays.equals(summed, extents(b, overB))) {
      throw new ShapeException(
          "tensordot sums over axes of equal extents; axes %s of %s have %s, axes %s of %s have %s",
          Arrays.toString(axesA),
          a.shape(),
          new Shape(summed),
          Arrays.toString(axesB),
          b.shape(),
          new Shape(extents(b, overB)));
    }
    int[] keptA = others(a, overA);
    int[] keptB = others(b, overB);
    int k = new Shape(summed).size();
    int m = new Shape(extents(a, keptA)).size();
    int n = new Shape(extents(b, keptB)).size();
    Tensor left = a.transpose(joined(keptA, overA)).reshape(m, k);
    Tensor right = b.transpose(joined(overB, keptB)).reshape(k, n);
    return left.matMul(right).reshape(joined(extents(a, keptA), extents(b, keptB)));
  }

  private static int[] fromTheFront(Tensor x, int... axes) {
    int[] counted = IntStream.of(axes).map(x.shape()::axis).toArray();
    if (IntStream.of(counted).distinct().count() < counted.length) {
      throw new ShapeException(
          "tensordot: an axis of shape %s is named twice in %s", x.shape(), Arrays.toString(axes));
    }
    return counted;
  }

  private static int[] others(Tensor x, int... axes) {
    return IntStream.range(0, x.rank())
        .filter(axis -> IntStream.of(axes).noneMatch(named -> named == axis))
        .toArray();
  }

  private static int[] extents(Tensor x, int... axes) {
    return IntStream.of(axes).map(x::dim).toArray();
  }

  private static int[] joined(int[] first, int... second) {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
  }
}
