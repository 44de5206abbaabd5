package twofold.rnn.attention;

import static twofold.tensor.Transpose.swapAxes;

import twofold.tensor.Tensor;

/**
 * The scalar product: a key fits a query if it points the same way, and the longer the better.
 *
 * <pre>
 *   s = Q·Kᵀ        s_ij = Σₚ q_ip·k_jp
 *                                                            [Luong, Pham & Manning 2015, eq. 8, "dot"]
 * </pre>
 */
public record DotScore() implements Score {

  @Override
  public Tensor of(Tensor queries, Tensor keys) {
    Score.requireOneSpace(this, queries, keys);
    // region score
    return queries.matMul(swapAxes(keys, -2, -1));
    // endregion
  }

  @Override
  public String toString() {
    return "DotScore";
  }
}
