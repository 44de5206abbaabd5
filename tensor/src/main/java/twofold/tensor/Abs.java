package twofold.tensor;

import static twofold.tensor.Sign.sign;

import java.util.List;
import java.util.function.Supplier;

/**
 * The absolute value, element by element.
 *
 * <pre>
 *   yᵢ = |xᵢ|                        |−0| = 0
 *
 *   Pullback. The slope is the sign. At the kink x = 0 any slope in [−1, 1] is a subgradient; here it is 0, the sign of
 *   0:      x̄ = G ∘ sign(x)
 *
 *   Rounding. Exact: one bit is cleared.
 * </pre>
 */
public record Abs(Tensor x) implements Unary {

  /** {@code y[i] = |x at i|}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.abs(x.data()[x.at(i)]);
    }
  }

  public static Tensor abs(Tensor x) {
    return new Abs(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.multiply(sign(x)));
  }
}
