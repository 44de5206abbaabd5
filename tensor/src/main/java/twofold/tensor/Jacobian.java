package twofold.tensor;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * All derivatives of all elements of a result, written out.
 *
 * <pre>
 *   Jᵢⱼ = ∂yᵢ/∂xⱼ              shape of J = shape of y, then shape of x
 *
 *   row i      Jᵀ·eᵢ            one backward pass     m rows for m numbers that come out
 *   column j   J·eⱼ             one forward pass      n columns for n numbers that go in
 * </pre>
 *
 * So the smaller of m and n says which way is cheaper; for a loss, m = 1, one row is the whole
 * Jacobian, which is why networks are trained in reverse. Either way all m·n numbers are stored:
 * for small functions only. The Jacobian is a constant; to differentiate further, take {@link
 * HessianVectorProduct} or differentiate a product with J, {@link Gradients} or {@link Tangents}.
 *
 * <p>[Griewank & Walther 2008, Evaluating Derivatives, section 3.4]
 */
public final class Jacobian {
  private Jacobian() {}

  /** Row by row, in reverse mode. */
  public static Tensor of(Tensor y, Tensor x) {
    Shape shape = shape(y, x);
    double[] entries = new double[shape.size()];
    eachUnit(y, v -> Gradients.of(y, v, List.of(x)).get(0), (i, j) -> i * x.size() + j, entries);
    return y.device().tensor(shape, entries);
  }

  /** Column by column, in forward mode: the same numbers up to rounding. */
  public static Tensor byColumns(Tensor y, Tensor x) {
    Shape shape = shape(y, x);
    double[] entries = new double[shape.size()];
    eachUnit(x, u -> Tangents.of(y, x, u), (j, i) -> i * x.size() + j, entries);
    return y.device().tensor(shape, entries);
  }

  /** Where element {@code j} of the answer to unit vector {@code i} belongs. */
  @FunctionalInterface
  private interface Place {
    int of(int i, int j);
  }

  private static void eachUnit(
      Tensor like, UnaryOperator<Tensor> product, Place place, double[] entries) {
    for (int i = 0; i < like.size(); i++) {
      double[] unit = new double[like.size()];
      unit[i] = 1;
      double[] answer = product.apply(like.device().tensor(like.shape(), unit)).toArray();
      for (int j = 0; j < answer.length; j++) {
        entries[place.of(i, j)] = answer[j];
      }
    }
  }

  private static Shape shape(Tensor y, Tensor x) {
    int[] outer = y.shape().dims();
    int[] inner = x.shape().dims();
    return new Shape(IntStream.concat(IntStream.of(outer), IntStream.of(inner)).toArray());
  }
}
