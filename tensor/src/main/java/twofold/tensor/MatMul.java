package twofold.tensor;

import static twofold.tensor.SumTo.sumTo;
import static twofold.tensor.Transpose.swapAxes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
 *   Rounding. |fl(C) − C| ≤ γₖ·|A||B| element by element, γₖ = k·u / (1 − k·u)
 *                                                                    [Higham 2002, eq. 3.13]
 *
 *   Batches. Axes before the last two number the matrices; they broadcast as for {@link Add}:
 *     Cₛ = Aₛ·Bₛ                (8, 1, m, k) & (5, k, n) → (8, 5, m, n)
 *   A matrix that was used several times receives the sum of its gradients:    B̄ = Σₛ AₛᵀGₛ
 *   With one B for the whole batch the sums over s and over rows are one longer sum,
 *     A₀ᵀG₀ + A₁ᵀG₁ + … = (A₀ᵀ A₁ᵀ …)·(G₀ over G₁ over …)
 *   and the batch is one product of taller matrices.
 * </pre>
 *
 * The transposes are views: a kernel reads its operands through their layouts, and a broadcast
 * matrix is one that is read several times.
 */
public record MatMul(Tensor a, Tensor b) implements Op {

  public MatMul {
    if (a.rank() < 2 || b.rank() < 2 || a.dim(-1) != b.dim(-2)) {
      throw new ShapeException(
          "matMul needs (…, m, k) and (…, k, n), the inner extents equal; got %s and %s",
          a.shape(), b.shape());
    }
    if (a.rank() > 2 && b.rank() > 2 && !leading(a).equals(leading(b))) {
      String operation = "matMul of " + a.shape() + " and " + b.shape() + ", leading axes";
      Shape.broadcast(operation, leading(a), leading(b)); // fails if they do not
    }
  }

  /**
   * {@code Cₛ = Aₛ·Bₛ} for every s below {@code batch}: the views have equal leading axes, which
   * number the matrices; c is dense, of batch·m·n elements, every one of which is written.
   */
  public interface Kernel<S> {
    void multiply(View<S> a, View<S> b, S c, int batch, int m, int k, int n);
  }

  /** The definition, read off the formula. */
  // region reference
  static void reference(
      View<double[]> as, View<double[]> bs, double[] c, int batch, int m, int k, int n) {
    for (int s = 0; s < batch; s++) {
      View<double[]> a = as.matrix(s);
      View<double[]> b = bs.matrix(s);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = 0;
          for (int p = 0; p < k; p++) {
            sum += a.data()[a.at(i, p)] * b.data()[b.at(p, j)];
          }
          c[(s * m + i) * n + j] = sum;
        }
      }
    }
  }

  // endregion

  @Override
  public List<Tensor> inputs() {
    return List.of(a, b);
  }

  @Override
  public Tensor forward() {
    int m = a.dim(-2);
    int k = a.dim(-1);
    int n = b.dim(-1);
    Shape batch = Shape.broadcast(leading(a), leading(b));
    Device<Object> device = Device.of(a, b);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor c = device.empty(matrices(batch, m, n));
    boolean oneB = a.rank() > 2 && b.rank() == 2;
    Optional<Layout> tall = oneB ? a.layout().reshape(rows(a)) : Optional.empty();
    if (tall.isPresent()) {
      View<Object> rows = new View<>(a.view().data(), tall.get());
      kernel.multiply(rows, b.view(), c.storage(), 1, batch.size() * m, k, n);
    } else {
      View<Object> as = Binary.grow(a, matrices(batch, m, k));
      View<Object> bs = Binary.grow(b, matrices(batch, k, n));
      kernel.multiply(as, bs, c.storage(), batch.size(), m, k, n);
    }
    return c;
  }

  /** The axes that number the matrices. */
  private static Shape leading(Tensor x) {
    return new Shape(Arrays.copyOf(x.shape().dims(), x.rank() - 2));
  }

  private static Shape matrices(Shape batch, int rows, int columns) {
    int[] dims = Arrays.copyOf(batch.dims(), batch.rank() + 2);
    dims[batch.rank()] = rows;
    dims[batch.rank() + 1] = columns;
    return new Shape(dims);
  }

  /** All matrices, one below the other. */
  private static Shape rows(Tensor x) {
    return new Shape(leading(x).size() * x.dim(-2), x.dim(-1));
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor c, Tensor g) {
    return List.of(
        () -> sumTo(g.matMul(swapAxes(b, -2, -1)), a.shape()),
        () ->
            b.rank() == 2
                ? a.reshape(rows(a)).transpose().matMul(g.reshape(rows(g)))
                : sumTo(swapAxes(a, -2, -1).matMul(g), b.shape()));
  }
}
