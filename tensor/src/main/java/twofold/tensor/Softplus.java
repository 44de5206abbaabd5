package twofold.tensor;

import static twofold.tensor.Sigmoid.sigmoid;

import java.util.List;
import java.util.function.Supplier;

/**
 * The softplus, element by element: a {@link Relu} without the kink.
 *
 * <pre>
 *   yᵢ = ln(1 + eˣⁱ) = max(xᵢ, 0) + ln(1 + e^−|xᵢ|)
 *
 *   The second form never overflows, and where e^−|x| is small, ln(1 + ·) keeps its digits (log1p).
 *
 *   Pullback. d/dx ln(1 + eˣ) = eˣ/(1 + eˣ) = σ(x):      x̄ = G ∘ σ(x)
 *
 *   Rounding. An error of e ulp in the exponential is passed on by ln(1 + ·) with a factor of at most 1, its own is l ulp,
 *   and the sum of two positive numbers rounds once:
 *     |fl(y) − y| ≤ y·(2e·u + 2l·u + u)            1 ulp on the processor, 11 ulp on OpenCL devices
 *                                                                    [Dugas et al. 2001; Mächler 2012]
 * </pre>
 */
public record Softplus(Tensor x) implements Unary {

  /** {@code y[i] = ln(1 + exp(x at i))}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = softplus(x.data()[x.at(i)]);
    }
  }

  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  public static Tensor softplus(Tensor x) {
    return new Softplus(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.multiply(sigmoid(x)));
  }
}
