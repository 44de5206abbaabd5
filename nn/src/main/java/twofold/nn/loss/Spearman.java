package twofold.nn.loss;

import static twofold.tensor.Equal.equal;
import static twofold.tensor.Less.less;
import static twofold.tensor.Sigmoid.sigmoid;

import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Spearman's rank correlation: whether predictions are in the order of the targets, whatever their
 * values.
 *
 * <pre>
 *   rank(x)ᵢ = 1 + #{j: xⱼ &lt; xᵢ} + ½·#{j ≠ i: xⱼ = xᵢ}           ties share their ranks
 *   ρ = the correlation of rank(y) and rank(t), from −1 to 1
 *                                                                                   [Spearman 1904]
 *
 *   Ranks are piecewise constant: the slope of ρ is 0 wherever it has one, so ρ is a metric and no
 *   loss. A loss needs something with a slope. In the sum over all j, [xⱼ &lt; xᵢ] + ½·[xⱼ = xᵢ] is
 *   a step; softened it is a sigmoid:
 *     softRank(x)ᵢ = ½ + Σⱼ σ((xᵢ − xⱼ)/τ)                        (the term j = i is ½)
 *   which goes to rank(x)ᵢ for τ → 0, and
 *     L = 1 − the correlation of softRank(y) and rank(t)          [Qin, Liu & Li 2010]
 * </pre>
 *
 * A number for a whole batch, not for each example: order is between examples. Needs numbers that
 * are not all equal.
 */
public final class Spearman {
  private Spearman() {}

  /** ρ, the metric. x, t: (batch). No gradient flows. */
  public static Tensor spearman(Tensor predictions, Tensor targets) {
    requireVectors(predictions, targets);
    return correlation(ranks(predictions), ranks(targets));
  }

  /** The loss, with temperature τ in units of the predictions. */
  public static Tensor spearmanLoss(Tensor predictions, Tensor targets, double temperature) {
    requireVectors(predictions, targets);
    Rowwise.requirePositive("temperature of spearmanLoss", temperature);
    Tensor soft = softRanks(predictions, temperature);
    return BinaryCrossEntropy.oneMinus(correlation(soft, ranks(targets)));
  }

  /** 1 for the smallest to n for the largest; ties share. */
  public static Tensor ranks(Tensor x) {
    Tensor each = x.reshape(-1, 1);
    Tensor others = x.reshape(1, -1);
    Tensor below = less(others, each).sum(1);
    Tensor equals = equal(others, each).sum(1); // with itself
    return below.add(equals.multiply(0.5)).add(0.5).stopGradient();
  }

  /** Ranks with a slope. */
  public static Tensor softRanks(Tensor x, double temperature) {
    Tensor lead = x.reshape(-1, 1).subtract(x.reshape(1, -1));
    return sigmoid(lead.divide(temperature)).sum(1).add(0.5);
  }

  /** Pearson's: the cosine of what is left without the means. */
  private static Tensor correlation(Tensor a, Tensor b) {
    Tensor p = a.subtract(a.mean()).reshape(1, -1);
    Tensor q = b.subtract(b.mean()).reshape(1, -1);
    return Distances.cosine(p, q).sum();
  }

  private static void requireVectors(Tensor x, Tensor t) {
    if (x.rank() != 1 || !x.shape().equals(t.shape())) {
      throw new ShapeException(
          "spearman needs predictions and targets of one shape (batch), got %s and %s",
          x.shape(), t.shape());
    }
  }
}
