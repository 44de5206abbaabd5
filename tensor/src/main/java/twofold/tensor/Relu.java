package twofold.tensor;

import static twofold.tensor.Gate.gate;

import java.util.List;
import java.util.function.Supplier;

/**
 * The rectified linear unit, element by element.
 *
 * <pre>
 *   yᵢ = max(xᵢ, 0)                  NaN stays NaN
 *
 *   Pullback. The slope is 1 right of 0 and 0 left of it. At the kink x = 0 any slope in [0, 1] is a subgradient; here
 *   it is 0:      x̄ = gate(x, G)
 *
 *   Rounding. Exact.                                         [Nair & Hinton 2010; Glorot, Bordes & Bengio 2011]
 * </pre>
 */
public record Relu(Tensor x) implements Unary {

  /** {@code y[i] = max(x at i, 0)}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(x.data()[x.at(i)], 0);
    }
  }

  public static Tensor relu(Tensor x) {
    return new Relu(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> gate(x, g));
  }
}
