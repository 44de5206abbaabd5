package twofold.tensor;

import static twofold.tensor.Square.square;

import java.util.List;
import java.util.function.Supplier;

/**
 * The logistic function, element by element: any number becomes a probability.
 *
 * <pre>
 *   yᵢ = σ(xᵢ) = 1 / (1 + e⁻ˣⁱ)        σ(−x) = 1 − σ(x)        σ(x) = (1 + tanh(x/2))/2
 *
 *   Far left of 0 the exponential overflows, and 1/∞ = 0 is right up to numbers too small to be normal: written this way
 *   the function is stable. As eˣ/(1 + eˣ) it would be ∞/∞ far right of 0.
 *
 *   Pullback. σ′ = e⁻ˣ/(1 + e⁻ˣ)² = σ·(1 − σ), so the result is all that is needed:      x̄ = G ∘ y ∘ (1 − y)
 *
 *   Rounding. An error of e ulp in the exponential is passed on by a factor of at most 1 − y; the sum rounds, the
 *   quotient rounds:
 *     |fl(y) − y| ≤ y·(2e·u + u + 2d·u)            d ulp for a quotient
 *   On the processor, which puts the last two right, 2 ulp; on OpenCL devices 12 ulp.
 * </pre>
 */
public record Sigmoid(Tensor x) implements Unary {

  /** {@code y[i] = σ(x at i)}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = 1 / (1 + Math.exp(-x.data()[x.at(i)]));
    }
  }

  public static Tensor sigmoid(Tensor x) {
    return new Sigmoid(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.multiply(y.subtract(square(y))));
  }
}
