package twofold.rnn.decode;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twofold.nn.metric.Answers;

/**
 * Distributions over tokens, as logarithms: products of many probabilities leave the range of
 * numbers after a few hundred tokens, sums of their logarithms never do.
 *
 * <pre>
 *   ln softmax(z)ⱼ = zⱼ − m − ln Σₖ exp(zₖ − m)           m = maxₖ zₖ, so that nothing overflows
 * </pre>
 *
 * {@code StrictMath}, because its last bit is the same everywhere, and with it every token drawn.
 */
public final class LogProbabilities {

  /**
   * How far the sum of probabilities may be from 1. Logits of size 4096 have gaps of 2⁻¹¹ ≈ 0.0005
   * in single precision, and a probability is off by as much; what is off by more than 0.001 is no
   * rounding but another kind of number, most likely logits.
   */
  private static final double SLACK = 1e-3;

  private LogProbabilities() {}

  /**
   * ln softmax of logits; −∞ are probabilities of 0. What already is a distribution stays as it is,
   * up to rounding.
   *
   * @throws IllegalArgumentException if a logit is NaN or +∞, or none is finite
   */
  public static double[] of(double... logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < logits.length; j++) {
      if (!(logits[j] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "logits must be numbers below infinity, got " + logits[j] + " at token " + j);
      }
      max = Math.max(max, logits[j]);
    }
    if (max == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "at least one token must be possible, got none of " + logits.length);
    }
    double sum = 0;
    for (double z : logits) {
      sum += StrictMath.exp(z - max);
    }
    double logSum = StrictMath.log(sum);
    double[] logP = new double[logits.length];
    for (int j = 0; j < logP.length; j++) {
      logP[j] = logits[j] - max - logSum;
    }
    return logP;
  }

  /**
   * The same array, which must be a distribution.
   *
   * @throws IllegalArgumentException if it has no tokens, a number is NaN, or the probabilities do
   *     not sum up to 1
   */
  public static double[] require(double[] logP) {
    if (logP.length == 0) {
      throw new IllegalArgumentException("a distribution needs at least one token, got none");
    }
    double sum = 0;
    for (int j = 0; j < logP.length; j++) {
      if (Double.isNaN(logP[j])) {
        throw new IllegalArgumentException(
            "logarithms of probabilities must be numbers, got NaN at token " + j);
      }
      sum += StrictMath.exp(logP[j]);
    }
    if (!(Math.abs(sum - 1) <= SLACK)) {
      throw new IllegalArgumentException(
          "probabilities must sum up to 1, got "
              + sum
              + "; LogProbabilities.of makes them of logits");
    }
    return logP;
  }

  /** The most probable token; of several the lowest. */
  static int mostProbable(double[] logP) {
    return Answers.largest(logP, 0, logP.length);
  }

  /** Tokens from the most to the least probable; of equally probable ones the lower first. */
  static int[] falling(double[] logP) {
    return IntStream.range(0, logP.length)
        .boxed() // sorting objects is stable: equals stay in their order
        .sorted((i, j) -> Double.compare(logP[j], logP[i]))
        .mapToInt(token -> token)
        .toArray();
  }

  /**
   * A token drawn with its probability, by one uniform number u.
   *
   * <pre>
   *   the first j with p₀ + … + pⱼ > u
   * </pre>
   *
   * A token of probability 0 is never drawn. Rounding may leave the whole sum a little below u;
   * then it is the last token that is possible.
   */
  static int draw(double[] logP, RandomGenerator random) {
    double u = random.nextDouble();
    double sum = 0;
    int possible = -1;
    for (int j = 0; j < logP.length; j++) {
      double p = StrictMath.exp(logP[j]);
      sum += p;
      possible = p > 0 ? j : possible;
      if (sum > u) {
        return j;
      }
    }
    return possible;
  }
}
