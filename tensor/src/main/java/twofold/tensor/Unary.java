package twofold.tensor;

import java.util.List;

/**
 * An operation on one tensor, element by element.
 *
 * <pre>
 *   yᵢ = f(xᵢ)        shape of y = shape of x
 * </pre>
 */
public interface Unary extends Op {

  /** {@code y[i] = f(x at i)} for every i. */
  interface Kernel<S> {
    void map(View<S> x, S y);
  }

  Tensor x();

  @Override
  default List<Tensor> inputs() {
    return List.of(x());
  }

  /** Lets the kernel of this contract write a result of x's shape. */
  static Tensor map(Class<?> contract, Tensor x) {
    Device<Object> device = Device.of(x);
    Kernel<Object> kernel = device.kernel(contract);
    Tensor y = device.empty(x.shape());
    kernel.map(x.view(), y.storage());
    return y;
  }
}
