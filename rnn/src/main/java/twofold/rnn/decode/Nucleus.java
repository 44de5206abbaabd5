package twofold.rnn.decode;

import java.util.Arrays;

/**
 * The smallest set of tokens that is at least so probable; also called top p.
 *
 * <pre>
 *   N = the first n of the tokens, from the most probable on, with the least n such that
 *       Σ_{j ∈ N} p(j) ≥ p
 *   q(j) = p(j) / Σ_{j ∈ N} p(j)        for j in N,        0 for all others
 * </pre>
 *
 * Where the model is sure, N has one token; where it is not, hundreds: that is the difference to
 * {@link TopK}. Of equally probable tokens the lower ones come first. [Holtzman et al., The Curious
 * Case of Neural Text Degeneration, ICLR 2020]
 *
 * <p>What is left out has at most 1 − p, and is added up from its small end, where few digits are
 * lost.
 *
 * @param p above 0, at most 1; 1 keeps everything
 */
public record Nucleus(double p) implements Filter {

  public Nucleus {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("a nucleus needs p above 0 and up to 1, got " + p);
    }
  }

  @Override
  public double[] of(double[] logP) {
    LogProbabilities.require(logP);
    if (p == 1) {
      return logP.clone(); // even what is so improbable that its exponential is 0
    }
    int[] falling = LogProbabilities.falling(logP);
    int n = falling.length;
    double leftOut = StrictMath.exp(logP[falling[n - 1]]);
    while (n > 1 && leftOut <= 1 - p) {
      n--;
      leftOut += StrictMath.exp(logP[falling[n - 1]]);
    }
    return TopK.keep(logP, Arrays.copyOf(falling, n));
  }
}
