package twofold.rnn.attention;

import twofold.tensor.Tensor;

/**
 * The scalar product, brought back to the size of its factors.
 *
 * <pre>
 *   s = Q·Kᵀ/√d        d: how many numbers a query has
 *
 *   Why √d. If the numbers of q and k are independent with mean 0 and variance 1, qᵀ·k is a sum of d
 *   products of variance 1: its standard deviation is √d. With d = 64 the scores would lie 8 apart and
 *   more, a softmax of them would choose one key, and where one probability is 1 its gradient is 0.
 *                                                            [Vaswani et al. 2017, eq. 1 and footnote 4]
 * </pre>
 */
public record ScaledDotScore() implements Score {

  @Override
  public Tensor of(Tensor queries, Tensor keys) {
    Score.requireOneSpace(this, queries, keys);
    // region score
    return new DotScore().of(queries, keys).multiply(1 / Math.sqrt(queries.dim(2)));
    // endregion
  }

  @Override
  public String toString() {
    return "ScaledDotScore";
  }
}
