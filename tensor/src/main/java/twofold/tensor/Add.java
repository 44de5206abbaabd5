package twofold.tensor;

import static twofold.tensor.SumTo.sumTo;

import java.util.List;
import java.util.function.Supplier;

/**
 * Sum of two tensors, element by element with broadcasting.
 *
 * <pre>
 *   cᵢ = aᵢ + bᵢ
 *
 *   Pullback. ∂cᵢ/∂aᵢ = ∂cᵢ/∂bᵢ = 1, so both inputs receive G itself; an input that was broadcast was read several
 *   times and receives the sum over its copies:
 *     Ā = sumTo(G, shape of a)      B̄ = sumTo(G, shape of b)
 *
 *   Rounding. fl(c) = c·(1 + δ), |δ| ≤ u                                     [Higham 2002, eq. 2.4]
 * </pre>
 */
public record Add(Tensor a, Tensor b) implements Binary {

  /** {@code c[i] = a at i + b at i}. */
  public interface Kernel<S> extends Binary.Kernel<S> {}

  // region reference
  static void reference(View<double[]> a, View<double[]> b, double[] c) {
    for (int i = 0; i < c.length; i++) {
      c[i] = a.data()[a.at(i)] + b.data()[b.at(i)];
    }
  }

  // endregion

  @Override
  public Tensor forward() {
    return Binary.map(Kernel.class, a, b);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor c, Tensor g) {
    return List.of(() -> sumTo(g, a.shape()), () -> sumTo(g, b.shape()));
  }
}
