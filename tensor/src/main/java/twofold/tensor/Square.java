package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * The square, element by element.
 *
 * <pre>
 *   yᵢ = xᵢ²
 *
 *   Pullback. ∂yᵢ/∂xᵢ = 2xᵢ:      x̄ = 2·G ∘ x
 *
 *   Rounding. fl(y) = y·(1 + δ), |δ| ≤ u                                     [Higham 2002, eq. 2.4]
 * </pre>
 */
public record Square(Tensor x) implements Unary {

  /** {@code y[i] = (x at i)²}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = x.data()[x.at(i)] * x.data()[x.at(i)];
    }
  }

  public static Tensor square(Tensor x) {
    return new Square(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.multiply(x).multiply(2));
  }
}
