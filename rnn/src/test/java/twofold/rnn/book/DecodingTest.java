package twofold.rnn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.rnn.decode.BeamSearch;
import twofold.rnn.decode.Bleu;
import twofold.rnn.decode.Decode;
import twofold.rnn.decode.Filter;
import twofold.rnn.decode.Hypothesis;
import twofold.rnn.decode.LanguageModel;
import twofold.rnn.decode.LogProbabilities;
import twofold.rnn.decode.Nucleus;
import twofold.rnn.decode.Temperature;
import twofold.rnn.decode.TopK;
import twofold.rnn.decode.Until;

/** The examples of the chapter "Decoding". */
class DecodingTest {
  // region model
  // a = 0, b = 1, the end = 2; the state is the last token, −1 at the start
  private static final class Napkin implements LanguageModel<Integer> {
    @Override
    public double[] logProbabilities(Integer last) {
      return switch (last) {
        case -1 -> logs(0.6, 0.4, 0);
        case 0 -> logs(0.3, 0.3, 0.4);
        default -> logs(0.05, 0.05, 0.9);
      };
    }

    @Override
    public Integer next(Integer last, int token) {
      return token;
    }
  }

  // endregion

  private static double[] logs(double... p) {
    double[] logs = new double[p.length];
    for (int j = 0; j < p.length; j++) {
      logs[j] = Math.log(p[j]);
    }
    return logs;
  }

  @Test
  void searching() {
    // region widths
    Until until = Until.end(2, 5); // token 2 ends, and so do five tokens
    Hypothesis greedy = Decode.greedy(new Napkin(), -1, until); // a, end: 0.24
    var search = new BeamSearch(2);
    List<Hypothesis> beam = search.search(new Napkin(), -1, until); // b, end
    // endregion
    assertThat(greedy.tokens()).containsExactly(0);
    assertThat(Math.exp(greedy.logProbability())).isCloseTo(0.24, within(1e-12));
    assertThat(beam.get(0).tokens()).containsExactly(1);
    assertThat(Math.exp(beam.get(0).logProbability())).isCloseTo(0.36, within(1e-12));
  }

  @Test
  void drawing() {
    // region draw
    Filter filter = new Temperature(0.8).then(new TopK(40)).then(new Nucleus(0.95));
    // endregion
    double[] logP = LogProbabilities.of(new double[50]);
    assertThat(filter.of(logP)).hasSize(50);
    Until until = Until.end(2, 5);
    Filter nucleus = new Nucleus(0.95);
    // region sample
    var random = RandomStreams.of(1);
    Hypothesis drawn = Decode.sample(new Napkin(), -1, nucleus, until, random);
    // endregion
    assertThat(drawn.length()).isBetween(2, 5);
  }

  /** The numbers in the chapter's tables. */
  @Test
  void filtering() {
    double[] logP = logs(.40, .22, .15, .10, .06, .04, .02, .01);
    assertThat(Math.exp(new Temperature(0.5).of(logP)[0])).isCloseTo(0.649, within(0.0005));
    assertThat(Math.exp(new Temperature(2).of(logP)[0])).isCloseTo(0.254, within(0.0005));
    assertThat(Math.exp(new TopK(3).of(logP)[0])).isCloseTo(0.40 / 0.77, within(1e-12));
    assertThat(Math.exp(new Nucleus(0.8).of(logP)[3])).isCloseTo(0.10 / 0.87, within(1e-12));
    assertThat(new Nucleus(0.8).of(logP)[4]).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void judging() {
    // region bleu
    var reference = List.of("the", "cat", "is", "on", "the", "mat");
    var candidate = List.of("the", "cat", "the", "cat", "on", "the", "mat");
    Bleu bleu = Bleu.of(candidate, List.of(reference), 2); // words and pairs
    // endregion
    assertThat(bleu.precision(1)).isEqualTo(5.0 / 7);
    assertThat(bleu.precision(2)).isEqualTo(3.0 / 6);
    assertThat(bleu.brevityPenalty()).isOne();
    assertThat(bleu.score()).isCloseTo(0.598, within(0.0005));
  }
}
