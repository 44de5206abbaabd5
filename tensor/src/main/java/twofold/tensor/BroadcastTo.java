package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * A tensor repeated to fill a larger shape, without copying: NumPy's rule, see {@link
 * Shape#broadcast}.
 *
 * <pre>
 *   y[…, i, …] = x[…, 0, …]           along every axis where x has extent 1, and along every new axis on the left
 *
 *   Pullback. Each element of x was read several times and receives the sum:      x̄ = sumTo(G, shape of x)
 *   Rounding. Exact.
 * </pre>
 */
public record BroadcastTo(Tensor x, Shape target) implements Op {

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Tensor forward() {
    return x.view(x.layout().broadcastTo(target));
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> SumTo.sumTo(g, x.shape()));
  }
}
