package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Softmax of each row: any numbers become probabilities, larger ones more probable.
 *
 * <pre>
 *   yᵢⱼ = exp(xᵢⱼ − mᵢ) / Σₖ exp(xᵢₖ − mᵢ)        mᵢ = maxₖ xᵢₖ           x, y: (n, classes)
 *
 *   Adding a number to a whole row changes nothing; subtracting the largest keeps exp from overflowing.
 *
 *   Pullback. ∂yⱼ/∂xₖ = yⱼ([j = k] − yₖ), hence
 *     x̄ⱼ = yⱼ·(gⱼ − Σₖ gₖ yₖ)
 *
 *   Rounding. The exact softmax of numbers moved by u·|xⱼ − m|, with r roundings of an exponential of e ulp:
 *     |fl(yⱼ) − yⱼ| ≤ yⱼ·(2·max|x − m|·u + 2·2e·u + γ₍classes₎ + u)·(1 + small)        [Blanchard, Higham & Higham 2021]
 * </pre>
 */
public record Softmax(Tensor x) implements Op {

  public Softmax {
    if (x.rank() != 2 || x.dim(1) == 0) {
      throw new ShapeException(
          "softmax needs rows of one class or more, shape (n, classes); got %s", x.shape());
    }
  }

  /** {@code y[i] = softmax(x[i])} for each of the rows, all dense. */
  public interface Kernel<S> {
    void softmax(S x, S y, int rows, int classes);
  }

  static void reference(double[] x, double[] y, int rows, int classes) {
    for (int i = 0; i < rows; i++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < classes; j++) {
        max = Math.max(max, x[i * classes + j]);
      }
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        sum += Math.exp(x[i * classes + j] - max);
      }
      for (int j = 0; j < classes; j++) {
        y[i * classes + j] = Math.exp(x[i * classes + j] - max) / sum;
      }
    }
  }

  public static Tensor softmax(Tensor x) {
    return new Softmax(x).apply();
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor y = device.empty(x.shape());
    kernel.softmax(x.dense().storage(), y.storage(), x.dim(0), x.dim(1));
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(
        () -> {
          Tensor gy = g.multiply(y);
          return gy.subtract(y.multiply(gy.sum(1).reshape(-1, 1)));
        });
  }
}
