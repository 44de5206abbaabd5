package twofold.nn.activation;

import static twofold.tensor.LogSumExp.logSumExp;

import twofold.tensor.Softmax;
import twofold.tensor.Tensor;

/**
 * Probabilities along the last axis, and their logarithms.
 *
 * <pre>
 *   softmax(x)ⱼ = exp xⱼ / Σₖ exp xₖ                    {@link Softmax}
 *   logSoftmax(x)ⱼ = xⱼ − ln Σₖ exp xₖ
 *
 *   ln softmax(x), computed as it is written, is −∞ where a probability is too small to be a
 *   number, and the gradient there is 0·∞. The second form is finite whatever x is.
 *
 *   Pullback: x̄ = G − softmax(x)·ΣG
 * </pre>
 */
public final class LogSoftmax {
  private LogSoftmax() {}

  public static Tensor logSoftmax(Tensor x) {
    int[] column = x.shape().dims();
    column[column.length - 1] = 1;
    return x.subtract(logSumExp(x, -1).reshape(column));
  }

  /** Softmax along the last axis, for any rank. */
  public static Tensor softmax(Tensor x) {
    return Softmax.softmax(x.reshape(-1, x.dim(-1))).reshape(x.shape());
  }
}
