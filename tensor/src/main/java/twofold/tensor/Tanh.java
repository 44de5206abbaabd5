package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * The hyperbolic tangent, element by element: an S-shaped curve from −1 to 1 through the origin.
 *
 * <pre>
 *   yᵢ = tanh xᵢ = (eˣⁱ − e⁻ˣⁱ) / (eˣⁱ + e⁻ˣⁱ)
 *
 *   Pullback. tanh' = 1 − tanh², so the result is all that is needed:      x̄ = G − G ∘ y ∘ y
 *
 *   Rounding. |fl(y) − y| ≤ 2 ulp on the processor, 5 ulp on OpenCL devices
 *                                                           [OpenCL C specification, relative error as ulps]
 * </pre>
 */
public record Tanh(Tensor x) implements Unary {

  /** {@code y[i] = tanh(x at i)}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.tanh(x.data()[x.at(i)]);
    }
  }

  public static Tensor tanh(Tensor x) {
    return new Tanh(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.subtract(g.multiply(y).multiply(y)));
  }
}
