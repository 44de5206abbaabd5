package twofold.rnn.decode;

/**
 * When to stop.
 *
 * @param end the token that ends a sequence, or {@link #NONE}
 * @param length how many tokens there may be at most, the end among them; at least 1
 */
public record Until(int end, int length) {
  /** No token ends a sequence. */
  public static final int NONE = -1;

  public Until {
    if (end < NONE) {
      throw new IllegalArgumentException("the token that ends must be 0 or more, got " + end);
    }
    if (length < 1) {
      throw new IllegalArgumentException("there must be at least 1 token, got " + length);
    }
  }

  /**
   * What the model says in a state: a distribution that has the token that ends, if there is one.
   */
  <S> double[] logProbabilities(LanguageModel<S> model, S state) {
    double[] logP = LogProbabilities.require(model.logProbabilities(state));
    if (end >= logP.length) {
      throw new IllegalArgumentException(
          "the token that ends must be from 0 to " + (logP.length - 1) + ", got " + end);
    }
    return logP;
  }

  /** Just so many tokens. */
  public static Until length(int length) {
    return new Until(NONE, length);
  }

  /** This token, or so many if it does not come before. */
  public static Until end(int end, int length) {
    return new Until(end, length);
  }
}
