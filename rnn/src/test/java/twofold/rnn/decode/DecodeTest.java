package twofold.rnn.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static twofold.rnn.Refused.fails;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;

/** Examples of decoding with a model that fits on a napkin, and what is refused. */
class DecodeTest {
  private static final int A = 0;
  private static final int B = 1;
  private static final int END = 2;

  /**
   * A bigram model: what comes next depends on the last token, "" at the start. "a" is the better
   * beginning, but nothing good follows it:
   *
   * <pre>
   *   P(a, end) = 0.6·0.4 = 0.24      P(b, end) = 0.4·0.9 = 0.36
   * </pre>
   */
  private static final Map<String, double[]> NEXT =
      Map.of(
          "", new double[] {0.6, 0.4, 0},
          "0", new double[] {0.3, 0.3, 0.4},
          "1", new double[] {0.05, 0.05, 0.9});

  private static final LanguageModel<String> NAPKIN = model(NEXT);

  private static LanguageModel<String> model(Map<String, double[]> probabilities) {
    return new LanguageModel<>() {
      @Override
      public double[] logProbabilities(String last) {
        return logs(probabilities.get(last));
      }

      @Override
      public String next(String last, int token) {
        return String.valueOf(token);
      }
    };
  }

  private static double[] logs(double... p) {
    return Arrays.stream(p).map(Math::log).toArray();
  }

  private static double[] chances(double[] logP) {
    return Arrays.stream(logP).map(Math::exp).toArray();
  }

  @Test
  void greedyTakesTheBaitAndTheBeamDoesNot() {
    Until until = Until.end(END, 5);
    Hypothesis greedy = Decode.greedy(NAPKIN, "", until);
    assertThat(greedy.tokens()).containsExactly(A);
    assertThat(greedy.isEnded()).isTrue();
    assertThat(greedy.length()).isEqualTo(2);
    assertThat(greedy.logProbability()).isCloseTo(Math.log(0.24), within(1e-15));

    List<Hypothesis> beam = new BeamSearch(2).search(NAPKIN, "", until);
    assertThat(beam.get(0).tokens()).containsExactly(B);
    assertThat(beam.get(0).logProbability()).isCloseTo(Math.log(0.36), within(1e-15));
    assertThat(beam.get(1).tokens()).containsExactly(A);
    assertThat(NAPKIN.logProbability("", List.of(B, END))).isEqualTo(beam.get(0).logProbability());
    assertThat(NAPKIN.read("", List.of(A, B))).isEqualTo("1");
  }

  /**
   * Of P(end) = 0.25 and P(a, end) = 0.75·0.3 = 0.225 the shorter one is more probable. Per token
   * it is not: with α = 1, ln 0.25 / 1 = −1.39 and ln 0.225 / (7/6) = −1.28.
   */
  @Test
  void aPenaltyPrefersTheLonger() {
    var model = model(Map.of("", new double[] {0.75, 0, 0.25}, "0", new double[] {0.3, 0.4, 0.3}));
    Until until = Until.end(END, 2);
    assertThat(new BeamSearch(9).search(model, "", until)).hasSize(4);
    Hypothesis end = new Hypothesis(List.of(), Math.log(0.25), true);
    Hypothesis more = new Hypothesis(List.of(A), Math.log(0.225), true);
    assertThat(new BeamSearch(1).score(end)).isGreaterThan(new BeamSearch(1).score(more));
    BeamSearch penalised = new BeamSearch(9, 1);
    assertThat(penalised.score(end)).isEqualTo(Math.log(0.25));
    assertThat(penalised.score(more)).isCloseTo(Math.log(0.225) * 6 / 7, within(1e-15));
    List<Hypothesis> found = penalised.search(model, "", until);
    assertThat(found.get(0).tokens()).containsExactly(A, B); // 0.3, not ended: there was no room
    assertThat(found.get(3).tokens()).isEmpty();
  }

  @Test
  void ofEqualTokensTheLowest() {
    var coin = model(Map.of("", new double[] {0.5, 0.5}, "0", new double[] {0.5, 0.5}));
    assertThat(Decode.greedy(coin, "", Until.length(3)).tokens()).containsExactly(A, A, A);
    assertThat(new BeamSearch(1).search(coin, "", Until.length(3)).get(0).tokens())
        .containsExactly(A, A, A);
    assertThat(chances(new TopK(1).of(logs(0.5, 0.5)))).containsExactly(1, 0);
    assertThat(chances(new Nucleus(0.5).of(logs(0.25, 0.25, 0.25, 0.25))))
        .containsExactly(0.5, 0.5, 0, 0);
  }

  @Test
  void filtersByHand() {
    double[] logP = logs(0.1, 0.4, 0.2, 0.3);
    assertThat(chances(new TopK(2).of(logP)))
        .containsExactly(new double[] {0, 4 / 7.0, 0, 3 / 7.0}, within(1e-15));
    assertThat(chances(new Nucleus(0.8).of(logP)))
        .containsExactly(new double[] {0, 4 / 9.0, 2 / 9.0, 3 / 9.0}, within(1e-15));
    assertThat(chances(new Nucleus(0.1).of(logP)))
        .containsExactly(new double[] {0, 1, 0, 0}, within(1e-15));
    assertThat(chances(new Temperature(0.5).of(logP))) // squares: 1, 16, 4, 9 of 30
        .containsExactly(new double[] {1 / 30.0, 16 / 30.0, 4 / 30.0, 9 / 30.0}, within(1e-15));
    Filter all = new Temperature(0.5).then(new TopK(3)).then(new Nucleus(0.8));
    assertThat(chances(all.of(logP)))
        .containsExactly(new double[] {0, 16 / 25.0, 0, 9 / 25.0}, within(1e-15));
    assertThat(Filter.none().of(logP)).isEqualTo(logP).isNotSameAs(logP);
  }

  @Test
  void aSampleIsTheSameAgain() {
    Until until = Until.end(END, 20);
    Hypothesis sample = Decode.sample(NAPKIN, "", Filter.none(), until, RandomStreams.of(7));
    assertThat(Decode.sample(NAPKIN, "", Filter.none(), until, RandomStreams.of(7)))
        .isEqualTo(sample);
    assertThat(Decode.sample(NAPKIN, "", new TopK(1), until, RandomStreams.of(7)))
        .isEqualTo(Decode.greedy(NAPKIN, "", until)); // which says the model's own probability
  }

  /** u = 0 takes the first token that is possible, u just below 1 the last one. */
  @Test
  void theEndsOfChance() {
    double tenth = Math.log(0.1);
    double[] tenths = new double[12];
    Arrays.fill(tenths, 1, 11, tenth);
    tenths[0] = tenths[11] = Double.NEGATIVE_INFINITY;
    assertThat(LogProbabilities.draw(tenths, () -> 0)).isEqualTo(1);
    assertThat(LogProbabilities.draw(tenths, () -> -1)).isEqualTo(10);
    Arrays.fill(tenths, 1, 11, Math.log(0.0999)); // less than 1 together, as after rounding
    assertThat(LogProbabilities.draw(tenths, () -> -1)).isEqualTo(10);
  }

  @Test
  void whatIsImpossibleIsNotFound() {
    var model = model(Map.of("", new double[] {1, 0}, "0", new double[] {0.5, 0.5}));
    assertThat(new BeamSearch(10).search(model, "", Until.length(1)))
        .containsExactly(new Hypothesis(List.of(A), 0, false));
  }

  @Test
  void settingsMustMakeSense() {
    fails(() -> new BeamSearch(0), "a beam must be at least 1 wide, got 0");
    fails(() -> new BeamSearch(1, -0.5), "alpha must be 0 or more and finite, got -0.5");
    fails(() -> new BeamSearch(1, Double.NaN), "alpha must be 0 or more and finite, got NaN");
    fails(() -> new TopK(0), "top k needs k of 1 or more, got 0");
    fails(
        () -> new TopK(3).of(logs(0.5, 0.5)),
        "top k needs k of at most 2, the number of tokens, got 3");
    fails(() -> new Nucleus(0), "a nucleus needs p above 0 and up to 1, got 0.0");
    fails(() -> new Nucleus(1.5), "a nucleus needs p above 0 and up to 1, got 1.5");
    fails(() -> new Nucleus(Double.NaN), "a nucleus needs p above 0 and up to 1, got NaN");
    for (double t : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      fails(
          () -> new Temperature(t),
          "a temperature must be above 0 and finite, got " + t + "; Decode.greedy is the limit 0");
    }
    fails(() -> Until.length(0), "there must be at least 1 token, got 0");
    fails(() -> Until.end(-2, 3), "the token that ends must be 0 or more, got -2");
  }

  @Test
  void modelsMustGiveDistributions() {
    fails(
        () -> greedy(0.5, Double.NaN),
        "logarithms of probabilities must be numbers, got NaN at token 1");
    fails(
        () -> greedy(0.5, 0.75),
        "probabilities must sum up to 1, got 1.25; LogProbabilities.of makes them of logits");
    fails(DecodeTest::greedy, "a distribution needs at least one token, got none");
    fails(
        () -> Decode.greedy(NAPKIN, "", Until.end(3, 5)),
        "the token that ends must be from 0 to 2, got 3");
    fails(() -> NAPKIN.logProbability("", List.of(A, 9)), "tokens must be from 0 to 2, got 9");
    fails(
        () -> LogProbabilities.of(1, Double.POSITIVE_INFINITY),
        "logits must be numbers below infinity, got Infinity at token 1");
    fails(
        () -> LogProbabilities.of(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY),
        "at least one token must be possible, got none of 2");
    for (Filter filter : List.of(new Temperature(1), new TopK(2), new Nucleus(1))) {
      fails(
          () -> filter.of(new double[] {Double.NaN, 0}),
          "logarithms of probabilities must be numbers, got NaN at token 0");
    }
  }

  private static void greedy(double... p) {
    Decode.greedy(model(Map.of("", p)), "", Until.length(1));
  }
}
