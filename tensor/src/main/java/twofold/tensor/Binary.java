package twofold.tensor;

import java.util.List;

/**
 * An operation on two tensors, element by element, after both have grown to their common shape.
 *
 * <pre>
 *   cᵢ = f(aᵢ, bᵢ)        shape of c = broadcast(shape of a, shape of b)
 * </pre>
 */
public interface Binary extends Op {

  /** {@code c[i] = f(a at i, b at i)} for every i; both views have the shape of the result. */
  interface Kernel<S> {
    void map(View<S> a, View<S> b, S c);
  }

  Tensor a();

  Tensor b();

  @Override
  default List<Tensor> inputs() {
    return List.of(a(), b());
  }

  /** Grows both operands without copying and lets the kernel of this contract write the result. */
  static Tensor map(Class<?> contract, Tensor a, Tensor b) {
    Device<Object> device = Device.of(a, b);
    String operation = contract.getEnclosingClass().getSimpleName();
    Shape shape = Shape.broadcast(operation, a.shape(), b.shape());
    Kernel<Object> kernel = device.kernel(contract);
    Tensor c = device.empty(shape);
    kernel.map(grow(a, shape), grow(b, shape), c.storage());
    return c;
  }

  /** x as a kernel reads it that wants this shape. */
  static View<Object> grow(Tensor x, Shape shape) {
    return x.shape().equals(shape)
        ? x.view()
        : new View<>(x.view().data(), x.layout().broadcastTo(shape));
  }
}
