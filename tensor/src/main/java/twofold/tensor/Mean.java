package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Arithmetic mean along axes, which disappear. The mean of nothing is an error.
 *
 * <pre>
 *   yᵢ = (1/n) Σⱼ xᵢⱼ                 i runs over the kept axes, j over the n elements of the reduced ones
 *
 *   Pullback. ∂yᵢ/∂xᵢⱼ = 1/n:      x̄ᵢⱼ = gᵢ / n
 *
 *   Rounding. The sum, then one division: |fl(y) − y| ≤ γₙ·(1/n) Σⱼ|xᵢⱼ|                   [Higham 2002, eq. 4.6]
 * </pre>
 */
public record Mean(Tensor x, Axes axes) implements Reduction {

  public Mean {
    if (axes.reducedSize() == 0) {
      throw new ShapeException(
          "the mean along axes %s of shape %s is one over no elements", axes, x.shape());
    }
  }

  /** {@code y[i] = Σⱼ x at (i, j) / n}. */
  public interface Kernel<S> extends Reduction.Kernel<S> {}

  static void reference(View<double[]> x, double[] y, int n) {
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += x.data()[x.at(i * n + j)];
      }
      y[i] = sum / n;
    }
  }

  @Override
  public Tensor forward() {
    return Reduction.reduce(Kernel.class, x, axes);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> spread(g.divide(axes.reducedSize())));
  }
}
