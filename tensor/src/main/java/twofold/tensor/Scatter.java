package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Adds elements to zeros at numbered places: the adjoint of {@link Gather}. What meets at one place
 * is summed, in order.
 *
 * <pre>
 *   y[r] = Σ x[i] over all i with rᵢ = r        rows of some width, see {@link Picks}
 *
 *   ⟨gather(y), x⟩ = Σᵢ y[rᵢ]·xᵢ = Σᵣ y[r]·(Σ xᵢ with rᵢ = r) = ⟨y, scatter(x)⟩
 *
 *   Pullback. The adjoint of the adjoint:      x̄ = gather(G)
 *   Rounding. Sums of at most k terms: |fl(y) − y| ≤ γₖ₋₁·scatter(|x|)        [Higham 2002, eq. 4.6]
 * </pre>
 *
 * Written as one looks at it - take an x, add it to its y - two threads may want to add to the same
 * y, and whoever comes first decides the rounding. The fast writings turn the loop around: for each
 * y, fetch the x that belong there, see {@link Sources}. So the result is the same, bit for bit,
 * for any number of threads.
 */
public record Scatter(Tensor x, Picks picks) implements Op {

  public Scatter {
    if (!x.shape().equals(picks.picked())) {
      throw new ShapeException(
          "shape %s cannot be scattered to where %s was picked", x.shape(), picks.picked());
    }
  }

  /**
   * {@code y[rows[i]·width + j] += x[i·width + j]} for i = 0, 1, … after y has been filled with 0,
   * all dense.
   */
  public interface Kernel<S> {
    void scatter(S x, S y, int[] rows, int width);
  }

  static void reference(double[] x, double[] y, int[] rows, int width) {
    for (int k = 0; k < y.length; k++) {
      y[k] = 0;
    }
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        y[rows[i] * width + j] += x[i * width + j];
      }
    }
  }

  /**
   * A tensor of this shape, with the updates added at the tuples of numbers along the last axis of
   * the indices: the adjoint of {@link Gather#gatherNd}.
   */
  public static Tensor scatterNd(Indices indices, Tensor updates, Shape shape) {
    return new Scatter(updates, Picks.tuples(shape, indices)).apply();
  }

  /**
   * The adjoint of {@link Gather#gather}: updates added along an axis of a tensor of this shape.
   */
  public static Tensor scatter(Indices indices, Tensor updates, Shape shape, int axis) {
    return new Scatter(updates, Picks.along(shape, indices, axis)).apply();
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor y = device.empty(picks.whole());
    kernel.scatter(x.dense().storage(), y.storage(), picks.rows(), picks.width());
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> new Gather(g, picks).apply());
  }
}
