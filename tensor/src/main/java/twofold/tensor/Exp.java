package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * The exponential, element by element.
 *
 * <pre>
 *   yᵢ = eˣⁱ
 *
 *   Pullback. ∂yᵢ/∂xᵢ = eˣⁱ = yᵢ, the result itself:      x̄ = G ∘ y
 *
 *   Rounding. |fl(y) − y| ≤ 2 ulp on the processor, 3 ulp on OpenCL devices
 *                                                           [OpenCL C specification, relative error as ulps]
 * </pre>
 */
public record Exp(Tensor x) implements Unary {

  /** {@code y[i] = exp(x at i)}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.exp(x.data()[x.at(i)]);
    }
  }

  public static Tensor exp(Tensor x) {
    return new Exp(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.multiply(y));
  }
}
