package twofold.tensor;

import static twofold.tensor.SumTo.sumTo;

import java.util.List;
import java.util.function.Supplier;

/**
 * Product of two tensors, element by element with broadcasting (the Hadamard product; the product
 * of matrices is {@link MatMul}).
 *
 * <pre>
 *   cᵢ = aᵢ·bᵢ
 *
 *   Pullback. ∂cᵢ/∂aᵢ = bᵢ and ∂cᵢ/∂bᵢ = aᵢ:
 *     Ā = sumTo(G ∘ b, shape of a)      B̄ = sumTo(G ∘ a, shape of b)
 *
 *   Rounding. fl(c) = c·(1 + δ), |δ| ≤ u                                     [Higham 2002, eq. 2.4]
 * </pre>
 */
public record Multiply(Tensor a, Tensor b) implements Binary {

  /** {@code c[i] = a at i · b at i}. */
  public interface Kernel<S> extends Binary.Kernel<S> {}

  static void reference(View<double[]> a, View<double[]> b, double[] c) {
    for (int i = 0; i < c.length; i++) {
      c[i] = a.data()[a.at(i)] * b.data()[b.at(i)];
    }
  }

  @Override
  public Tensor forward() {
    return Binary.map(Kernel.class, a, b);
  }

  // region pullback
  @Override
  public List<Supplier<Tensor>> pullback(Tensor c, Tensor g) {
    return List.of(() -> sumTo(g.multiply(b), a.shape()), () -> sumTo(g.multiply(a), b.shape()));
  }
  // endregion
}
