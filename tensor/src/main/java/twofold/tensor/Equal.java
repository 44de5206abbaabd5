package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Where two tensors hold the same number: 1 there, 0 elsewhere; with broadcasting.
 *
 * <pre>
 *   cᵢ = [aᵢ = bᵢ]        as IEEE 754 compares: NaN equals nothing, −0 equals 0
 *
 *   Pullback. c is constant wherever it does not jump: no gradient flows.
 *   Rounding. Exact.
 * </pre>
 */
public record Equal(Tensor a, Tensor b) implements Binary {

  /** {@code c[i] = 1 if a at i = b at i else 0}. */
  public interface Kernel<S> extends Binary.Kernel<S> {}

  static void reference(View<double[]> a, View<double[]> b, double[] c) {
    for (int i = 0; i < c.length; i++) {
      c[i] = a.data()[a.at(i)] == b.data()[b.at(i)] ? 1 : 0;
    }
  }

  public static Tensor equal(Tensor a, Tensor b) {
    return new Equal(a, b).apply();
  }

  /** [a ≠ b]; NaN differs from everything, also from itself. */
  public static Tensor notEqual(Tensor a, Tensor b) {
    return a.device().scalar(1).subtract(equal(a, b));
  }

  @Override
  public Tensor forward() {
    return Binary.map(Kernel.class, a, b);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor c, Tensor g) {
    return List.of(CONSTANT, CONSTANT);
  }
}
