package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * The opposite, element by element.
 *
 * <pre>
 *   yᵢ = −xᵢ
 *
 *   Pullback. ∂yᵢ/∂xᵢ = −1:      x̄ = −G
 *   Rounding. Exact: only the sign bit changes (so −0 and 0 change places).
 * </pre>
 */
public record Negate(Tensor x) implements Unary {

  /** {@code y[i] = −x at i}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = -x.data()[x.at(i)];
    }
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(g::negate);
  }
}
