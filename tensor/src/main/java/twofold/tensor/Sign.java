package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * The sign, element by element: −1, 0 or 1.
 *
 * <pre>
 *   yᵢ = −1 if xᵢ &lt; 0,  xᵢ if xᵢ = 0,  1 if xᵢ > 0             a zero keeps its sign, NaN stays NaN
 *
 *   Pullback. y is constant wherever it does not jump: no gradient flows.
 *   Rounding. Exact.
 * </pre>
 */
public record Sign(Tensor x) implements Unary {

  /** {@code y[i] = sign(x at i)}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.signum(x.data()[x.at(i)]);
    }
  }

  public static Tensor sign(Tensor x) {
    return new Sign(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(CONSTANT);
  }
}
