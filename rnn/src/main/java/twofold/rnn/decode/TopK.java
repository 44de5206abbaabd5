package twofold.rnn.decode;

import java.util.Arrays;

/**
 * Only the k most probable tokens.
 *
 * <pre>
 *   q(j) = p(j) / Σ p over the k        for those,        0 for all others
 * </pre>
 *
 * Of tokens that are equally probable the lower ones come first, so there are always just k. With k
 * = 1 this is greedy, with k = V the model itself. [Fan, Lewis and Dauphin, Hierarchical Neural
 * Story Generation, ACL 2018]
 *
 * @param k from 1 to the number of tokens
 */
public record TopK(int k) implements Filter {

  public TopK {
    if (k < 1) {
      throw new IllegalArgumentException("top k needs k of 1 or more, got " + k);
    }
  }

  @Override
  public double[] of(double[] logP) {
    if (k > LogProbabilities.require(logP).length) {
      throw new IllegalArgumentException(
          "top k needs k of at most " + logP.length + ", the number of tokens, got " + k);
    }
    return k == logP.length
        ? logP.clone()
        : keep(logP, Arrays.copyOf(LogProbabilities.falling(logP), k));
  }

  /** The distribution, given that it is one of these tokens. */
  static double[] keep(double[] logP, int[] tokens) {
    double[] kept = new double[logP.length];
    Arrays.fill(kept, Double.NEGATIVE_INFINITY);
    for (int token : tokens) {
      kept[token] = logP[token];
    }
    return LogProbabilities.of(kept);
  }
}
