package twofold.rnn.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * A sequence that a model may continue with, and how probable the model finds it.
 *
 * @param tokens without the one that ends it
 * @param logProbability ln P of the tokens, and of the end if it came
 * @param isEnded whether the end came, or else there were enough tokens
 */
public record Hypothesis(List<Integer> tokens, double logProbability, boolean isEnded) {
  /** Nothing yet. */
  static final Hypothesis EMPTY = new Hypothesis(List.of(), 0, false);

  public Hypothesis {
    tokens = List.copyOf(tokens);
  }

  /** How many tokens there are, counting the end. */
  public int length() {
    return tokens.size() + (isEnded ? 1 : 0);
  }

  /** With one more token of this conditional probability. */
  Hypothesis plus(int token, double logP, Until until) {
    if (token == until.end()) {
      return new Hypothesis(tokens, logProbability + logP, true);
    }
    List<Integer> more = new ArrayList<>(tokens);
    more.add(token);
    return new Hypothesis(more, logProbability + logP, false);
  }

  /** Whether there is nothing to add. */
  boolean isDone(Until until) {
    return isEnded || length() == until.length();
  }
}
