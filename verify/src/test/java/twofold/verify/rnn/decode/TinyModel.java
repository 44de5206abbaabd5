package twofold.verify.rnn.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.rnn.decode.Hypothesis;
import twofold.rnn.decode.LanguageModel;
import twofold.rnn.decode.LogProbabilities;
import twofold.rnn.decode.Until;

/**
 * A random model of few tokens whose every prefix has a distribution of its own: nothing that
 * decodes can rely on structure. With {@code coarse} logits, whole numbers from −1 to 1, ties are
 * everywhere, and some tokens are impossible.
 */
record TinyModel(int tokens, boolean coarse, long seed) implements LanguageModel<List<Integer>> {

  static TinyModel draw(RandomGenerator random) {
    return new TinyModel(1 + random.nextInt(4), random.nextBoolean(), random.nextLong());
  }

  static List<Integer> start() {
    return List.of();
  }

  @Override
  public double[] logProbabilities(List<Integer> prefix) {
    long[] path = prefix.stream().mapToLong(token -> token).toArray();
    RandomGenerator random = RandomStreams.stream(seed, path);
    double[] logits = new double[tokens];
    for (int j = 0; j < tokens; j++) {
      boolean isImpossible = coarse && j > 0 && random.nextInt(5) == 0;
      double logit = coarse ? random.nextInt(3) - 1 : 2 * RandomStreams.normal(random);
      logits[j] = isImpossible ? Double.NEGATIVE_INFINITY : logit;
    }
    return LogProbabilities.of(logits);
  }

  @Override
  public List<Integer> next(List<Integer> prefix, int token) {
    List<Integer> longer = new ArrayList<>(prefix);
    longer.add(token);
    return List.copyOf(longer);
  }

  /** Every sequence that is possible, found by trying them all. */
  List<Hypothesis> all(Until until) {
    List<Hypothesis> found = new ArrayList<>();
    all(new Hypothesis(List.of(), 0, false), until, found);
    return found;
  }

  private void all(Hypothesis prefix, Until until, List<Hypothesis> found) {
    if (prefix.isEnded() || prefix.tokens().size() == until.length()) {
      found.add(prefix);
      return;
    }
    double[] logP = logProbabilities(prefix.tokens());
    for (int j = 0; j < tokens; j++) {
      if (logP[j] > Double.NEGATIVE_INFINITY) {
        boolean isEnd = j == until.end();
        List<Integer> longer = isEnd ? prefix.tokens() : next(prefix.tokens(), j);
        all(new Hypothesis(longer, prefix.logProbability() + logP[j], isEnd), until, found);
      }
    }
  }
}
