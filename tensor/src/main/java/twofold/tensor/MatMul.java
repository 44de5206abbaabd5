package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Matrix product {@code C = A·B}, the contraction behind every dense layer.
 *
 * <pre>
 *   cᵢⱼ = Σₚ aᵢₚ bₚⱼ            A: (m, k)    B: (k, n)    C: (m, n)
 *
 *   Pullback. With G = ∂L/∂C, and since L sees A only through C:
 *     ∂L/∂aᵢₚ = Σⱼ gᵢⱼ bₚⱼ      that is      Ā = G·Bᵀ
 *     ∂L/∂bₚⱼ = Σᵢ aᵢₚ gᵢⱼ      that is      B̄ = Aᵀ·G
 *
 *   Rounding. |fl(C) − C| ≤ γₖ·|A||B| element by element, γₖ = k·u / (1 − k·u)    [Higham 2002, eq. 3.13]
 * </pre>
 *
 * The transposes are views: a kernel reads its operands through their layouts.
 */
public record MatMul(Tensor a, Tensor b) implements Op {

  public MatMul {
    if (a.rank() != 2 || b.rank() != 2 || a.dim(1) != b.dim(0)) {
      throw new ShapeException(
          "matMul needs (m, k) and (k, n), the inner extents equal; got %s and %s",
          a.shape(), b.shape());
    }
  }

  /** {@code C = A·B}: c is dense, of m·n elements, every one of which is written. */
  public interface Kernel<S> {
    void multiply(View<S> a, View<S> b, S c, int m, int k, int n);
  }

  /** The definition, read off the formula. */
  static void reference(View<double[]> a, View<double[]> b, double[] c, int m, int k, int n) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a.data()[a.at(i, p)] * b.data()[b.at(p, j)];
        }
        c[i * n + j] = sum;
      }
    }
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(a, b);
  }

  @Override
  public Tensor forward() {
    int m = a.dim(0);
    int k = a.dim(1);
    int n = b.dim(1);
    Device<Object> device = Device.of(a, b);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor c = device.empty(new Shape(m, n));
    kernel.multiply(a.view(), b.view(), c.storage(), m, k, n);
    return c;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor c, Tensor g) {
    return List.of(() -> g.matMul(b.transpose()), () -> a.transpose().matMul(g));
  }
}
