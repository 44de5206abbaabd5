package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Where the largest element along axes is, which disappear: its number, counted row by row from 0.
 *
 * <pre>
 *   yᵢ = the smallest j with xᵢⱼ = maxₖ xᵢₖ            the first one, where several tie
 *
 *   NaN counts as larger than every number: where there is one, the first is meant. −0 and 0 tie.
 *   The smallest element is the largest of −x, and negation is exact: argMin x = argMax(−x).
 *
 *   Pullback. y is constant wherever it does not jump: no gradient flows.
 *   Rounding. Exact: a float holds the whole numbers up to 2²⁴, and more elements than that are refused.
 * </pre>
 */
public record ArgMax(Tensor x, Axes axes) implements Reduction {
  private static final int MOST = 1 << 24;

  public ArgMax {
    if (axes.reducedSize() == 0 || axes.reducedSize() > MOST) {
      throw new ShapeException(
          "the position of the largest element needs 1 to %d elements, axes %s of shape %s have %d",
          MOST, axes, x.shape(), axes.reducedSize());
    }
  }

  /** {@code y[i] = argmaxⱼ x at (i, j)}. */
  public interface Kernel<S> extends Reduction.Kernel<S> {}

  static void reference(View<double[]> x, double[] y, int n) {
    for (int i = 0; i < y.length; i++) {
      int best = 0;
      for (int j = 1; j < n; j++) {
        double p = x.data()[x.at(i * n + best)];
        double q = x.data()[x.at(i * n + j)];
        if (q > p || (Double.isNaN(q) && !Double.isNaN(p))) {
          best = j;
        }
      }
      y[i] = best;
    }
  }

  /** Along the given axes; along all of them if none is given. */
  public static Tensor argMax(Tensor x, int... axes) {
    return new ArgMax(x, Axes.of(x.shape(), axes)).apply();
  }

  /** Where the smallest element is. */
  public static Tensor argMin(Tensor x, int... axes) {
    return argMax(x.negate(), axes);
  }

  @Override
  public Tensor forward() {
    return Reduction.reduce(Kernel.class, x, axes);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(CONSTANT);
  }
}
