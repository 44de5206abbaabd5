package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * The same elements, laid out row by row in storage of their own.
 *
 * <pre>
 *   y[i] = x at i
 *
 *   Pullback. The identity:      x̄ = G
 *   Rounding. Exact.
 * </pre>
 *
 * A transposed or broadcast tensor is only a way of looking at somebody else's storage; what needs
 * the elements side by side, a reshape say, copies first.
 */
public record Copy(Tensor x) implements Unary {

  /** {@code y[i] = x at i}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = x.data()[x.at(i)];
    }
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g);
  }
}
