package twofold.tensor;

import static twofold.tensor.Sin.sin;

import java.util.List;
import java.util.function.Supplier;

/**
 * The cosine, element by element; NaN at ±∞.
 *
 * <pre>
 *   yᵢ = cos xᵢ
 *
 *   Pullback. cos′ = −sin:      x̄ = −G ∘ sin(x)
 *
 *   Rounding. |fl(y) − y| ≤ 1 ulp on the processor, 4 ulp on OpenCL devices
 *                                                           [OpenCL C specification, relative error as ulps]
 * </pre>
 */
public record Cos(Tensor x) implements Unary {

  /** {@code y[i] = cos(x at i)}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.cos(x.data()[x.at(i)]);
    }
  }

  public static Tensor cos(Tensor x) {
    return new Cos(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.multiply(sin(x)).negate());
  }
}
