package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Where one tensor is less than the other: 1 there, 0 elsewhere; with broadcasting.
 *
 * <pre>
 *   cᵢ = [aᵢ &lt; bᵢ]        as IEEE 754 compares: NaN is never less than anything, −0 equals 0
 *   [a &gt; b] = [b &lt; a], so that the other direction needs no kernel of its own. Not so [a ≥ b] = 1 − [a &lt; b]: with
 *   NaN both sides of that would have to be 0.
 *
 *   Pullback. c is constant wherever it does not jump: no gradient flows.
 *   Rounding. Exact.
 * </pre>
 */
public record Less(Tensor a, Tensor b) implements Binary {

  /** {@code c[i] = 1 if a at i &lt; b at i else 0}. */
  public interface Kernel<S> extends Binary.Kernel<S> {}

  static void reference(View<double[]> a, View<double[]> b, double[] c) {
    for (int i = 0; i < c.length; i++) {
      c[i] = a.data()[a.at(i)] < b.data()[b.at(i)] ? 1 : 0;
    }
  }

  public static Tensor less(Tensor a, Tensor b) {
    return new Less(a, b).apply();
  }

  /** [a > b] */
  public static Tensor greater(Tensor a, Tensor b) {
    return less(b, a);
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
