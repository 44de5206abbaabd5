package twofold.tensor;

import static twofold.tensor.Equal.equal;

import java.util.List;
import java.util.function.Supplier;

/**
 * Smallest element along axes, which disappear. One NaN makes the result NaN; the smallest of
 * nothing is an error.
 *
 * <pre>
 *   yᵢ = minⱼ xᵢⱼ                     i runs over the kept axes, j over the n elements of the reduced ones
 *
 *   Pullback. Only an element that is the smallest can move the minimum. Where k elements tie (the kink), any way to
 *   share the gradient among them is a subgradient; here each gets an equal part:
 *     x̄ᵢⱼ = gᵢ·[xᵢⱼ = yᵢ] / kᵢ        kᵢ = Σⱼ [xᵢⱼ = yᵢ]
 *
 *   Rounding. Exact: no new number is made.
 * </pre>
 */
public record Min(Tensor x, Axes axes) implements Reduction {

  public Min {
    if (axes.reducedSize() == 0) {
      throw new ShapeException(
          "the minimum along axes %s of shape %s is one over no elements", axes, x.shape());
    }
  }

  /** {@code y[i] = minⱼ x at (i, j)}. */
  public interface Kernel<S> extends Reduction.Kernel<S> {}

  static void reference(View<double[]> x, double[] y, int n) {
    for (int i = 0; i < y.length; i++) {
      double min = Double.POSITIVE_INFINITY;
      for (int j = 0; j < n; j++) {
        min = Math.min(min, x.data()[x.at(i * n + j)]);
      }
      y[i] = min;
    }
  }

  @Override
  public Tensor forward() {
    return Reduction.reduce(Kernel.class, x, axes);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(
        () -> {
          Tensor smallest = equal(x, spread(y));
          Tensor ties = new Sum(smallest, axes).apply();
          return spread(g.divide(ties)).multiply(smallest);
        });
  }
}
