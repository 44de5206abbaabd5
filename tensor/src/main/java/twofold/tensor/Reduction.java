package twofold.tensor;

import java.util.List;

/**
 * An operation that makes one number out of all elements along some axes.
 *
 * <pre>
 *   With the kept axes first and the reduced ones last (see {@link Axes}), x is a matrix and
 *     yᵢ = f(xᵢ₀, xᵢ₁, …)
 * </pre>
 */
public interface Reduction extends Op {

  /**
   * {@code y[i] = f(x at (i, 0), …, x at (i, n − 1))}: x seen as y.length rows of n elements, row
   * by row.
   */
  interface Kernel<S> {
    void reduce(View<S> x, S y, int n);
  }

  Tensor x();

  Axes axes();

  @Override
  default List<Tensor> inputs() {
    return List.of(x());
  }

  /**
   * Brings the reduced axes last without copying and lets the kernel of this contract write the
   * result.
   */
  static Tensor reduce(Class<?> contract, Tensor x, Axes axes) {
    Device<Object> device = Device.of(x);
    Kernel<Object> kernel = device.kernel(contract);
    Tensor y = device.empty(axes.result());
    kernel.reduce(axes.keptFirst(x.view()), y.storage(), axes.reducedSize());
    return y;
  }

  /**
   * The adjoint of forgetting which element was meant: the same number everywhere along the reduced
   * axes.
   */
  default Tensor spread(Tensor y) {
    return y.reshape(axes().resultKeepingDims()).broadcastTo(x().shape());
  }
}
