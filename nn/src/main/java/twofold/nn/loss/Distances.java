package twofold.nn.loss;

import static twofold.tensor.LessOrEqual.lessOrEqual;
import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Square.square;
import static twofold.tensor.Where.where;

import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * How far vectors are apart, row by row: what losses of embeddings are made of.
 *
 * <pre>
 *   squared    dᵢ² = Σⱼ (aᵢⱼ − bᵢⱼ)²
 *   distance   dᵢ = √dᵢ²                        where it is 0 it has a kink, and the slope 0 here
 *   cosine     cᵢ = ⟨aᵢ, bᵢ⟩/(‖aᵢ‖·‖bᵢ‖)
 *     from −1 to 1; 0, with slope 0, where one of them is the zero vector
 * </pre>
 */
public final class Distances {
  private Distances() {}

  /** a, b: (batch, features); the result: (batch). */
  public static Tensor squaredDistance(Tensor a, Tensor b) {
    requireRows("squaredDistance", a, b);
    return square(a.subtract(b)).sum(1);
  }

  /** a, b: (batch, features); the result: (batch). */
  public static Tensor distance(Tensor a, Tensor b) {
    return root(squaredDistance(a, b));
  }

  /** a, b: (batch, features); the result: (batch). */
  public static Tensor cosine(Tensor a, Tensor b) {
    requireRows("cosine", a, b);
    Tensor lengths = root(square(a).sum(1)).multiply(root(square(b).sum(1)));
    Tensor isZero = lessOrEqual(lengths, lengths.device().scalar(0));
    Tensor safe = where(isZero, lengths.device().scalar(1), lengths);
    return a.multiply(b).sum(1).divide(safe);
  }

  /** √s, whose slope at 0 is not infinite but 0: there the root is taken of 1 and thrown away. */
  private static Tensor root(Tensor s) {
    Tensor zero = s.device().scalar(0);
    Tensor isZero = lessOrEqual(s, zero);
    return where(isZero, zero, sqrt(where(isZero, s.device().scalar(1), s)));
  }

  private static void requireRows(String what, Tensor a, Tensor b) {
    if (a.rank() != 2 || !a.shape().equals(b.shape())) {
      throw new ShapeException(
          "%s needs two tensors of one shape (batch, features), got %s and %s",
          what, a.shape(), b.shape());
    }
  }
}
