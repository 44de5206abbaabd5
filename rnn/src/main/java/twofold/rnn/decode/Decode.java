package twofold.rnn.decode;

import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * One sequence from a model, token by token.
 *
 * <pre>
 *   greedy      yₜ = argmaxⱼ P(j | sₜ₋₁)           the lowest token, if several are as probable
 *   sample      yₜ ~ q(· | sₜ₋₁)                   q = filter(P), independently given the state
 * </pre>
 *
 * <p>Greedy takes the best token at each step, which need not begin the best sequence: {@link
 * BeamSearch} looks further. A sample without a filter is drawn from the model's distribution over
 * whole sequences, by the chain rule.
 */
public final class Decode {
  private Decode() {}

  /** The most probable token at each step. */
  public static <S> Hypothesis greedy(LanguageModel<S> model, S start, Until until) {
    return decode(model, start, until, LogProbabilities::mostProbable);
  }

  /**
   * Drawn at random: the same random numbers, the same tokens.
   *
   * @param filter what is made of each distribution before a token is drawn from it; the
   *     probability of the result is the model's own
   */
  public static <S> Hypothesis sample(
      LanguageModel<S> model, S start, Filter filter, Until until, RandomGenerator random) {
    return decode(model, start, until, logP -> LogProbabilities.draw(filter.of(logP), random));
  }

  private static <S> Hypothesis decode(
      LanguageModel<S> model, S start, Until until, ToIntFunction<double[]> choose) {
    S state = start;
    Hypothesis soFar = Hypothesis.EMPTY;
    while (true) {
      double[] logP = until.logProbabilities(model, state);
      int token = choose.applyAsInt(logP);
      soFar = soFar.plus(token, logP[token], until);
      if (soFar.isDone(until)) {
        return soFar;
      }
      state = model.next(state, token);
    }
  }
}
