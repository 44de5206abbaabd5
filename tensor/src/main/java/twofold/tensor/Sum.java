package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Sum along axes, which disappear. A sum of nothing is 0.
 *
 * <pre>
 *   yᵢ = Σⱼ xᵢⱼ                       i runs over the kept axes, j over the n elements of the reduced ones
 *
 *   Pullback. ∂yᵢ/∂xᵢⱼ = 1: every element that went into a sum receives the gradient of that sum,
 *     x̄ᵢⱼ = gᵢ                        a broadcast: summing and broadcasting are each other's adjoint
 *
 *   Rounding. In any order of addition |fl(y) − y| ≤ γₙ₋₁·Σⱼ|xᵢⱼ|,  γₙ = n·u / (1 − n·u)    [Higham 2002, eq. 4.6]
 * </pre>
 */
public record Sum(Tensor x, Axes axes) implements Reduction {

  /** {@code y[i] = Σⱼ x at (i, j)}. */
  public interface Kernel<S> extends Reduction.Kernel<S> {}

  static void reference(View<double[]> x, double[] y, int n) {
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += x.data()[x.at(i * n + j)];
      }
      y[i] = sum;
    }
  }

  @Override
  public Tensor forward() {
    return Reduction.reduce(Kernel.class, x, axes);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> spread(g));
  }
}
