package twofold.tensor;

import static twofold.tensor.SumTo.sumTo;

import java.util.List;
import java.util.function.Supplier;

/**
 * Quotient of two tensors, element by element with broadcasting.
 *
 * <pre>
 *   cᵢ = aᵢ / bᵢ
 *
 *   Pullback. ∂cᵢ/∂aᵢ = 1/bᵢ and ∂cᵢ/∂bᵢ = −aᵢ/bᵢ² = −cᵢ/bᵢ:
 *     Ā = sumTo(G / b, shape of a)      B̄ = −sumTo(G ∘ c / b, shape of b)
 *
 *   Rounding. fl(c) = c·(1 + δ), |δ| ≤ u on the processor; OpenCL devices are allowed 2.5 ulp
 *                                  [Higham 2002, eq. 2.4; OpenCL C specification, relative error as ulps]
 * </pre>
 */
public record Divide(Tensor a, Tensor b) implements Binary {

  /** {@code c[i] = a at i / b at i}. */
  public interface Kernel<S> extends Binary.Kernel<S> {}

  static void reference(View<double[]> a, View<double[]> b, double[] c) {
    for (int i = 0; i < c.length; i++) {
      c[i] = a.data()[a.at(i)] / b.data()[b.at(i)];
    }
  }

  @Override
  public Tensor forward() {
    return Binary.map(Kernel.class, a, b);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor c, Tensor g) {
    return List.of(
        () -> sumTo(g.divide(b), a.shape()),
        () -> sumTo(g.multiply(c).divide(b), b.shape()).negate());
  }
}
