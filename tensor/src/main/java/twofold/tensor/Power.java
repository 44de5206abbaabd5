package twofold.tensor;

import static twofold.tensor.Equal.equal;
import static twofold.tensor.Log.log;
import static twofold.tensor.SumTo.sumTo;

import java.util.List;
import java.util.function.Supplier;

/**
 * One tensor to the power of another, element by element with broadcasting.
 *
 * <pre>
 *   cᵢ = aᵢ^bᵢ                       a &lt; 0: a number for whole b, else NaN;  a⁰ = 1 for every a, also for 0 and NaN
 *
 *   Pullback. From a^b = e^(b·ln a):
 *     ∂c/∂a = b·a^(b−1)            Ā = sumTo(G ∘ b ∘ a^(b−1), shape of a)
 *     ∂c/∂b = a^b·ln a             B̄ = sumTo(G ∘ c ∘ ln a, shape of b)
 *
 *   a = 0. 0^b is 0 right of b = 0, so ∂c/∂b is taken as 0: ln 0 = −∞ is replaced by 0. In a, a⁰ is constant: 0·0⁻¹ = 0·∞
 *   is replaced by 0. For 0 &lt; b &lt; 1 the slope in a is infinite, and so is the gradient.
 *   a &lt; 0. ∂c/∂a is as above. The whole numbers b lie apart from each other, so there is no ∂c/∂b: NaN, unless nobody
 *   asks for it.
 *
 *   Rounding. |fl(c) − c| ≤ 1 ulp on the processor, 16 ulp on OpenCL devices
 *                                                           [OpenCL C specification, relative error as ulps]
 * </pre>
 */
public record Power(Tensor a, Tensor b) implements Binary {

  /** {@code c[i] = (a at i)^(b at i)}. */
  public interface Kernel<S> extends Binary.Kernel<S> {}

  static void reference(View<double[]> a, View<double[]> b, double[] c) {
    for (int i = 0; i < c.length; i++) {
      c[i] = Math.pow(a.data()[a.at(i)], b.data()[b.at(i)]);
    }
  }

  public static Tensor power(Tensor a, Tensor b) {
    return new Power(a, b).apply();
  }

  public static Tensor power(Tensor a, double b) {
    return power(a, a.device().scalar(b));
  }

  @Override
  public Tensor forward() {
    return Binary.map(Kernel.class, a, b);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor c, Tensor g) {
    return List.of(
        () -> sumTo(g.multiply(b).multiply(power(a, b.subtract(1).add(bothZero()))), a.shape()),
        () -> sumTo(g.multiply(c).multiply(log(a.add(equal(a, a.device().scalar(0))))), b.shape()));
  }

  /** [a = 0 and b = 0] */
  private Tensor bothZero() {
    Tensor zero = a.device().scalar(0);
    return equal(a, zero).multiply(equal(b, zero));
  }
}
