package twofold.tensor;

import static twofold.tensor.SumTo.sumTo;

import java.util.List;
import java.util.function.Supplier;

/**
 * One of two tensors, element by element, by a condition; all three broadcast.
 *
 * <pre>
 *   yᵢ = aᵢ if cᵢ ≠ 0, else bᵢ        (a NaN is not 0: a)
 *
 *   Pullback. Whoever was chosen receives the gradient; the condition receives none:
 *     Ā = sumTo(where(c, G, 0), shape of a)      B̄ = sumTo(where(c, 0, G), shape of b)
 *   Rounding. Exact.
 * </pre>
 *
 * What is not chosen does not matter, not even a NaN. But a gradient passes through the operations
 * before, and there 0·∞ is NaN: for √x where x > 0 write where(x > 0, √where(x > 0, x, 1), 0).
 */
public record Where(Tensor condition, Tensor a, Tensor b) implements Op {

  /** {@code y[i] = a at i if condition at i ≠ 0 else b at i}; all views have the result's shape. */
  public interface Kernel<S> {
    void choose(View<S> condition, View<S> a, View<S> b, S y);
  }

  static void reference(View<double[]> condition, View<double[]> a, View<double[]> b, double[] y) {
    for (int i = 0; i < y.length; i++) {
      boolean isA = condition.data()[condition.at(i)] != 0;
      y[i] = isA ? a.data()[a.at(i)] : b.data()[b.at(i)];
    }
  }

  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    return new Where(condition, a, b).apply();
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(condition, a, b);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(condition, a, b);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Shape shape = Shape.broadcast(condition.shape(), Shape.broadcast(a.shape(), b.shape()));
    Tensor y = device.empty(shape);
    kernel.choose(
        Binary.grow(condition, shape), Binary.grow(a, shape), Binary.grow(b, shape), y.storage());
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    Tensor zero = g.device().scalar(0);
    return List.of(
        CONSTANT,
        () -> sumTo(where(condition, g, zero), a.shape()),
        () -> sumTo(where(condition, zero, g), b.shape()));
  }
}
