package twofold.tensor;

import java.util.stream.IntStream;

/**
 * Sums a tensor down to a smaller shape: the adjoint of {@link BroadcastTo}.
 *
 * <pre>
 *   Broadcasting reads one element x several times, as y₁ = x, y₂ = x, …; by the chain rule x̄ = ȳ₁ + ȳ₂ + …
 *   So sum over every axis that broadcasting added or grew from 1:
 *
 *     ⟨broadcastTo(x), y⟩ = ⟨x, sumTo(y)⟩      for all x and y
 * </pre>
 */
public final class SumTo {
  private SumTo() {}

  // region sum-to
  public static Tensor sumTo(Tensor y, Shape target) {
    if (y.shape().equals(target)) {
      return y;
    }
    Layout.dense(target).broadcastTo(y.shape()); // fails if the one does not broadcast to the other
    int added = y.rank() - target.rank();
    int[] grown =
        IntStream.range(0, y.rank())
            .filter(k -> k < added || (target.dim(k - added) == 1 && y.dim(k) != 1))
            .toArray();
    return grown.length == 0 ? y.reshape(target) : y.sum(grown).reshape(target);
  }
  // endregion
}
