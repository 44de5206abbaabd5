package twofold.verify.rnn.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import twofold.math.RandomStreams;
import twofold.math.Rounding;
import twofold.rnn.decode.BeamSearch;
import twofold.rnn.decode.Decode;
import twofold.rnn.decode.Filter;
import twofold.rnn.decode.Hypothesis;
import twofold.rnn.decode.LanguageModel;
import twofold.rnn.decode.Nucleus;
import twofold.rnn.decode.Temperature;
import twofold.rnn.decode.TopK;
import twofold.rnn.decode.Until;
import twofold.verify.Checks;

/**
 * Theorems about greedy decoding, sampling and beam search, on random models small enough to try
 * everything. The seeds are fixed; statements about chance hold within z = 6 standard errors.
 */
class DecodeProperties {
  private static final double Z = 6;

  /** A random end to a sequence: some token, or none. */
  private static Until until(TinyModel model, RandomGenerator random) {
    return new Until(random.nextInt(model.tokens() + 1) - 1, 1 + random.nextInt(4));
  }

  private static Hypothesis greedy(TinyModel model, Until until) {
    return Decode.greedy(model, TinyModel.start(), until);
  }

  /** Whatever the penalty: all that competes is equally long. */
  @Property(seed = "1", tries = 2000)
  void aBeamOfOneIsGreedy(@ForAll long seed, @ForAll @DoubleRange(max = 2) double alpha) {
    RandomGenerator random = RandomStreams.of(seed);
    TinyModel model = TinyModel.draw(random);
    Until until = until(model, random);
    assertThat(new BeamSearch(1, alpha).search(model, TinyModel.start(), until))
        .containsExactly(greedy(model, until));
  }

  /**
   * Tokens whose probabilities differ in the last bit are told apart even where the sum with the
   * prefix's logarithm rounds the difference away.
   */
  @Property(seed = "2", tries = 50)
  void aBeamOfOneIsGreedyInTheLastBit(@ForAll @IntRange(min = 1, max = 200) int length) {
    double half = Math.log(0.5);
    LanguageModel<Integer> model =
        new LanguageModel<>() {
          @Override
          public double[] logProbabilities(Integer steps) {
            return new double[] {half, steps % 3 == 0 ? half : Math.nextUp(half)};
          }

          @Override
          public Integer next(Integer steps, int token) {
            return steps + 1;
          }
        };
    Until until = Until.length(length);
    Hypothesis greedy = Decode.greedy(model, 0, until);
    assertThat(new BeamSearch(1).search(model, 0, until)).containsExactly(greedy);
    for (int step = 0; step < length; step++) {
      assertThat(greedy.tokens().get(step)).isEqualTo(step % 3 == 0 ? 0 : 1);
    }
  }

  /**
   * A beam nothing is pushed out of finds every sequence, in falling order of the score. 4⁴ = 256
   * prefixes are the most there can be, and those that have ended, fewer than 4³ + 4² + 4 + 1.
   */
  @Property(seed = "3", tries = 300)
  @Checks({"beam-step", "beam-score"})
  void aWideBeamIsExhaustive(@ForAll long seed, @ForAll @DoubleRange(max = 2) double alpha) {
    RandomGenerator random = RandomStreams.of(seed);
    TinyModel model = TinyModel.draw(random);
    Until until = until(model, random);
    BeamSearch search = new BeamSearch(256 + 85, alpha);
    List<Hypothesis> found = search.search(model, TinyModel.start(), until);
    List<Hypothesis> all = model.all(until);
    assertThat(found).containsExactlyInAnyOrderElementsOf(all);
    assertThat(found).isSortedAccordingTo(Comparator.comparingDouble(h -> -search.score(h)));
    // Together they are all that can happen. Each probability has been through at most 4 sums of
    // logarithms below 100, and at most 341 are added.
    double sum = all.stream().mapToDouble(h -> Math.exp(h.logProbability())).sum();
    assertThat(sum).isCloseTo(1, within(Rounding.gamma(341 + 2) + 4 * 2 * Math.ulp(100.0)));
  }

  /**
   * Any beam: no more than its width, the best first, all different, none better than the best
   * there is, and each with the probability that the model gives it.
   */
  @Property(seed = "4", tries = 1000)
  void whatABeamFindsIsTrue(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int width,
      @ForAll @DoubleRange(max = 2) double alpha) {
    RandomGenerator random = RandomStreams.of(seed);
    TinyModel model = TinyModel.draw(random);
    Until until = until(model, random);
    BeamSearch search = new BeamSearch(width, alpha);
    List<Hypothesis> found = search.search(model, TinyModel.start(), until);
    assertThat(found).hasSizeBetween(1, width).doesNotHaveDuplicates();
    assertThat(found).isSortedAccordingTo(Comparator.comparingDouble(h -> -search.score(h)));
    assertThat(model.all(until)).containsAll(found);
    for (Hypothesis hypothesis : found) {
      List<Integer> tokens = new ArrayList<>(hypothesis.tokens());
      if (hypothesis.isEnded()) {
        tokens.add(until.end());
      }
      assertThat(model.logProbability(TinyModel.start(), tokens))
          .isEqualTo(hypothesis.logProbability());
      assertThat(hypothesis.length()).isEqualTo(tokens.size()).isLessThanOrEqualTo(until.length());
    }
  }

  /**
   * Among equals the one whose prefix was better comes first, then the lower token: with all tokens
   * alike, sequences come in the order of the dictionary.
   */
  @Property(seed = "5", tries = 50)
  void tiesAreInTheOrderOfTheDictionary(
      @ForAll @IntRange(min = 1, max = 4) int tokens,
      @ForAll @IntRange(min = 1, max = 4) int length,
      @ForAll @IntRange(min = 1, max = 300) int width) {
    LanguageModel<Integer> flat =
        new LanguageModel<>() {
          @Override
          public double[] logProbabilities(Integer state) {
            double[] logP = new double[tokens];
            Arrays.fill(logP, -Math.log(tokens));
            return logP;
          }

          @Override
          public Integer next(Integer state, int token) {
            return state;
          }
        };
    List<Hypothesis> found = new BeamSearch(width).search(flat, 0, Until.length(length));
    assertThat(found).hasSize((int) Math.min(width, Math.pow(tokens, length)));
    for (int i = 0; i < found.size(); i++) {
      int code = 0;
      for (int token : found.get(i).tokens()) {
        code = code * tokens + token;
      }
      assertThat(code).isEqualTo(i);
    }
  }

  /** Same seed, same tokens; and a sample says what the model, not the filter, thinks of it. */
  @Property(seed = "6", tries = 500)
  void samplesCanBeRepeated(@ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 3) double t) {
    RandomGenerator random = RandomStreams.of(seed);
    TinyModel model = TinyModel.draw(random);
    Until until = until(model, random);
    Filter filter = new Temperature(t).then(new Nucleus(0.9));
    Hypothesis first =
        Decode.sample(model, TinyModel.start(), filter, until, RandomStreams.of(seed));
    assertThat(Decode.sample(model, TinyModel.start(), filter, until, RandomStreams.of(seed)))
        .isEqualTo(first);
    assertThat(model.all(until)).contains(first);
  }

  /**
   * The limit T → 0. If the best logit is g above the next, that one has e^(−g/T) of its odds: with
   * T = g/800 nothing a double can hold.
   */
  @Property(seed = "7", tries = 500)
  void coldIsGreedy(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    TinyModel model = new TinyModel(1 + random.nextInt(4), false, random.nextLong());
    Until until = until(model, random);
    double gap =
        model.all(Until.length(until.length())).stream()
            .map(Hypothesis::tokens)
            .flatMap(tokens -> prefixes(tokens).stream())
            .mapToDouble(prefix -> gap(model.logProbabilities(prefix)))
            .min()
            .orElseThrow();
    for (Filter cold : List.of(new Temperature(gap / 800), new TopK(1))) {
      assertThat(Decode.sample(model, TinyModel.start(), cold, until, random))
          .isEqualTo(greedy(model, until));
    }
  }

  private static List<List<Integer>> prefixes(List<Integer> tokens) {
    List<List<Integer>> prefixes = new ArrayList<>();
    for (int n = 0; n < tokens.size(); n++) {
      prefixes.add(tokens.subList(0, n));
    }
    return prefixes;
  }

  /** How much the largest is above the next; 1 if there is only one. */
  private static double gap(double[] logP) {
    double[] sorted = logP.clone();
    Arrays.sort(sorted);
    return sorted.length == 1 ? 1 : sorted[sorted.length - 1] - sorted[sorted.length - 2];
  }

  /**
   * Without a filter, or with those that change nothing, whole sequences come as often as the chain
   * rule says: within z = 6 standard errors of a count of 20,000 draws, and never an impossible
   * one.
   */
  @Property(seed = "8", tries = 20)
  @Checks("decode-chain")
  void samplesAreTheModel(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    TinyModel model = TinyModel.draw(random);
    Until until = new Until(0, 3);
    int n = 20_000;
    List<Filter> nothing =
        List.of(
            Filter.none(),
            new Temperature(1),
            new Temperature(1).then(new TopK(model.tokens())).then(new Nucleus(1)));
    for (Filter filter : nothing) {
      Map<Hypothesis, Integer> seen = new HashMap<>();
      for (int i = 0; i < n; i++) {
        seen.merge(Decode.sample(model, TinyModel.start(), filter, until, random), 1, Integer::sum);
      }
      List<Hypothesis> all = model.all(until);
      assertThat(new HashSet<>(all)).containsAll(seen.keySet());
      for (Hypothesis hypothesis : all) {
        double p = Math.exp(hypothesis.logProbability());
        double miss = Z * Math.sqrt(p * (1 - p) / n);
        // Where fewer than 36 are expected, the law is not normal; Z² more are Poisson's tail.
        assertThat((double) seen.getOrDefault(hypothesis, 0) / n)
            .isCloseTo(p, within(miss + Z * Z / n));
      }
    }
  }
}
