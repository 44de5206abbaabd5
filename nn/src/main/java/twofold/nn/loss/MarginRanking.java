package twofold.nn.loss;

import static twofold.tensor.Relu.relu;

import twofold.tensor.Tensor;

/**
 * The margin ranking loss: of two scores the one that should be larger shall be so by a margin.
 *
 * <pre>
 *   Lᵢ = max(0, m − tᵢ·(uᵢ − vᵢ))          tᵢ = 1 where u should be the larger, −1 where v should
 *                                                              [Herbrich, Graepel & Obermayer 2000]
 * </pre>
 */
public final class MarginRanking {
  private MarginRanking() {}

  /** All of one shape (batch, …). */
  public static Tensor marginRanking(Tensor u, Tensor v, Tensor targets, double margin) {
    Rowwise.requireSame("marginRanking", u, v);
    Rowwise.requireSame("marginRanking", u, targets);
    Tensor lead = targets.multiply(u.subtract(v));
    return Rowwise.mean(relu(u.device().scalar(margin).subtract(lead)));
  }
}
