package twofold.rnn.decode;

import java.util.List;

/**
 * What comes next, and how probable is it? A distribution over the next token, given everything
 * before it, which is kept in a state.
 *
 * <pre>
 *   P(y₁ … y_T) = Πₜ P(yₜ | y₁ … yₜ₋₁)                the chain rule: nothing is assumed here
 *   ln P(y)     = Σₜ ln P(yₜ | sₜ₋₁)                  s₀ the start, sₜ = next(sₜ₋₁, yₜ)
 * </pre>
 *
 * The state is whatever the model needs: a recurrent network carries its hidden vectors, an n-gram
 * model its last n − 1 tokens, a Transformer the prefix itself. Where s₀ comes from is the model's
 * own business too: a decoder begins with what the encoder has read, others with a mark for the
 * beginning.
 *
 * <p>Both methods are pure functions of their arguments: a search holds many states at a time, and
 * goes on from each of them more than once. States are not to be changed.
 *
 * <p>Tokens are numbered 0 … V − 1. Everything that decodes checks what it gets with {@link
 * LogProbabilities#require}; logits are made into logarithms of probabilities by {@link
 * LogProbabilities#of}.
 *
 * @param <S> the state
 */
public interface LanguageModel<S> {

  /**
   * ln P(token | state) for each token: V numbers, −∞ for what cannot come; their exponentials sum
   * up to 1.
   */
  double[] logProbabilities(S state);

  /** The state after one more token. */
  S next(S state, int token);

  /** The state after some more tokens: a prompt, say. */
  default S read(S state, List<Integer> tokens) {
    S read = state;
    for (int token : tokens) {
      read = next(read, token);
    }
    return read;
  }

  /** ln P(tokens | state): how probable it is that just these come next. */
  default double logProbability(S state, List<Integer> tokens) {
    double sum = 0;
    S before = state;
    for (int token : tokens) {
      double[] logP = LogProbabilities.require(logProbabilities(before));
      if (token < 0 || token >= logP.length) {
        throw new IllegalArgumentException(
            "tokens must be from 0 to " + (logP.length - 1) + ", got " + token);
      }
      sum += logP[token];
      before = next(before, token);
    }
    return sum;
  }
}
