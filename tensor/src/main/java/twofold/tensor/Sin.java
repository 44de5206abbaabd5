package twofold.tensor;

import static twofold.tensor.Cos.cos;

import java.util.List;
import java.util.function.Supplier;

/**
 * The sine, element by element; NaN at ±∞.
 *
 * <pre>
 *   yᵢ = sin xᵢ
 *
 *   Pullback. sin′ = cos:      x̄ = G ∘ cos(x)
 *
 *   Rounding. |fl(y) − y| ≤ 1 ulp on the processor, 4 ulp on OpenCL devices
 *                                                           [OpenCL C specification, relative error as ulps]
 * </pre>
 */
public record Sin(Tensor x) implements Unary {

  /** {@code y[i] = sin(x at i)}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.sin(x.data()[x.at(i)]);
    }
  }

  public static Tensor sin(Tensor x) {
    return new Sin(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.multiply(cos(x)));
  }
}
