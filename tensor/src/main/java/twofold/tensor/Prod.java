package twofold.tensor;

import static twofold.tensor.Concat.concat;

import java.util.List;
import java.util.function.Supplier;

/**
 * Product along axes, which disappear. A product of nothing is 1.
 *
 * <pre>
 *   yᵢ = Πⱼ xᵢⱼ          i runs over the kept axes, j over the n elements of the reduced ones
 *
 *   Pullback. ∂yᵢ/∂xᵢⱼ = oᵢⱼ, the product of all elements of the row but the j-th:
 *     x̄ᵢⱼ = gᵢ·oᵢⱼ       oᵢⱼ = Π xᵢₖ over k ≠ j
 *   That is yᵢ/xᵢⱼ, but not where xᵢⱼ = 0: beside one zero the zero itself has a gradient, and
 *   beside two zeros none has, though the second derivative with respect to the two need not be 0.
 *   So nothing is divided here, see {@link #others}.
 *
 *   Rounding. In any order of multiplication
 *     |fl(y) − y| ≤ γₙ₋₁·|y|                                             [Higham 2002, lemma 3.1]
 *   as long as the products on the way stay in range. Which ones there are depends on the order: of
 *   10³⁰·10³⁰·10⁻³⁰ single precision may say 10³⁰ or ∞. Of many numbers sum the logarithms instead.
 * </pre>
 */
public record Prod(Tensor x, Axes axes) implements Reduction {

  /** {@code y[i] = Πⱼ x at (i, j)}. */
  public interface Kernel<S> extends Reduction.Kernel<S> {}

  static void reference(View<double[]> x, double[] y, int n) {
    for (int i = 0; i < y.length; i++) {
      double product = 1;
      for (int j = 0; j < n; j++) {
        product *= x.data()[x.at(i * n + j)];
      }
      y[i] = product;
    }
  }

  /** Along the given axes; along all of them if none is given. */
  public static Tensor prod(Tensor x, int... axes) {
    return new Prod(x, Axes.of(x.shape(), axes)).apply();
  }

  @Override
  public Tensor forward() {
    return Reduction.reduce(Kernel.class, x, axes);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(
        () -> {
          int[] order = axes.keptFirst();
          Tensor rows = x.transpose(order);
          int n = axes.reducedSize();
          Tensor others = others(rows.reshape(new Shape(y.size(), n))).reshape(rows.shape());
          return spread(g).multiply(others.transpose(Transpose.inverse(order)));
        });
  }

  /**
   * In each row of a matrix, for each element the product of all the others.
   *
   * <pre>
   *   Fold the row: a is its first half, b its second, c the element that an odd row has left over.
   *   The others of the shorter row a∘b, c are known by induction; what each of a lacks is its
   *   partner in b, and the other way round.
   *
   *     (p, q) = others(a∘b, c)          others(a, b, c) = (p∘b, p∘a, q)
   *     the others of a single element: 1
   * </pre>
   *
   * That is 3n multiplications in log₂ n steps. All of them are tensor operations and none divides,
   * so gradients of every order are right, whatever is 0.
   */
  private static Tensor others(Tensor x) {
    int n = x.dim(1);
    if (n <= 1) {
      return x.device().full(x.shape(), 1);
    }
    int half = n / 2;
    Tensor a = x.at(Index.all(), Index.to(half));
    Tensor b = x.at(Index.all(), Index.range(half, 2 * half));
    Tensor c = x.at(Index.all(), Index.from(2 * half));
    Tensor folded = others(concat(List.of(a.multiply(b), c), 1));
    Tensor p = folded.at(Index.all(), Index.to(half));
    Tensor q = folded.at(Index.all(), Index.from(half));
    return concat(List.of(p.multiply(b), p.multiply(a), q), 1);
  }
}
