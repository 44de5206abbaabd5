package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * The square root, element by element; NaN below 0.
 *
 * <pre>
 *   yᵢ = √xᵢ                         √−0 = −0
 *
 *   Pullback. ∂yᵢ/∂xᵢ = 1/(2·√xᵢ):      x̄ = G / 2y
 *   At 0 the slope is infinite, and so is the gradient, or NaN where G is 0.
 *
 *   Rounding. |fl(y) − y| ≤ ½ ulp on the processor, 3 ulp on OpenCL devices
 *                                                           [OpenCL C specification, relative error as ulps]
 * </pre>
 */
public record Sqrt(Tensor x) implements Unary {

  /** {@code y[i] = √(x at i)}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.sqrt(x.data()[x.at(i)]);
    }
  }

  public static Tensor sqrt(Tensor x) {
    return new Sqrt(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.divide(y.multiply(2)));
  }
}
