package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * A tensor put into a larger one, with one number everywhere around it: the adjoint of {@link
 * Slice} when that number is 0.
 *
 * <pre>
 *   y[s₀ + i₀·t₀, s₁ + i₁·t₁, …] = x[i₀, i₁, …]        everywhere else y is c
 *
 *   ⟨slice(y), x⟩ = ⟨y, place(x)⟩ for c = 0: both sum y·x over the elements seen through the window
 *
 *   Pullback. What x has become part of:      x̄ = slice(G)
 *   Rounding. Exact.
 * </pre>
 *
 * The kernel is the mirror image of {@link Copy}: that one reads through a layout, this one writes
 * through one. {@link Concat} is made of it too.
 */
public record Place(Tensor x, Window window, double around) implements Op {

  public Place {
    if (!x.shape().equals(window.part())) {
      throw new ShapeException("shape %s does not fill a window of %s", x.shape(), window);
    }
  }

  /**
   * {@code y at i = x at i}; all other storage of y stays as it is. No two elements of y may lie in
   * the same place.
   */
  public interface Kernel<S> {
    void place(View<S> x, View<S> y);
  }

  static void reference(View<double[]> x, View<double[]> y) {
    for (int i = 0; i < x.size(); i++) {
      y.data()[y.at(i)] = x.data()[x.at(i)];
    }
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x);
    Tensor y = device.empty(window.whole());
    if (x.size() < y.size()) {
      Copy.Kernel<Object> fill = device.kernel(Copy.Kernel.class);
      fill.map(device.full(y.shape(), around).view(), y.storage());
    }
    into(y, window, x);
    return y;
  }

  /** Writes x into the part of y that the window shows. */
  static void into(Tensor y, Window window, Tensor x) {
    Kernel<Object> kernel = Device.of(x, y).kernel(Kernel.class);
    kernel.place(x.view(), new View<>(y.storage(), y.layout().slice(window)));
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> new Slice(g, window).apply());
  }
}
