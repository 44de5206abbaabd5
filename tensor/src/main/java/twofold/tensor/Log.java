package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * The natural logarithm, element by element; −∞ at 0, NaN below.
 *
 * <pre>
 *   yᵢ = ln xᵢ
 *
 *   Pullback. ∂yᵢ/∂xᵢ = 1/xᵢ:      x̄ = G / x
 *
 *   Rounding. |fl(y) − y| ≤ 2 ulp on the processor, 3 ulp on OpenCL devices
 *                                                           [OpenCL C specification, relative error as ulps]
 * </pre>
 */
public record Log(Tensor x) implements Unary {

  /** {@code y[i] = ln(x at i)}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.log(x.data()[x.at(i)]);
    }
  }

  public static Tensor log(Tensor x) {
    return new Log(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> g.divide(x));
  }
}
