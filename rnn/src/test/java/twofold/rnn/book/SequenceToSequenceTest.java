package twofold.rnn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static twofold.rnn.attention.Attend.attend;
import static twofold.rnn.data.CharacterVocabulary.END;
import static twofold.rnn.data.CharacterVocabulary.PAD;
import static twofold.rnn.data.CharacterVocabulary.START;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Network;
import twofold.nn.train.Examples;
import twofold.rnn.attention.AdditiveScore;
import twofold.rnn.attention.Attend;
import twofold.rnn.attention.BilinearScore;
import twofold.rnn.attention.DotScore;
import twofold.rnn.attention.Mask;
import twofold.rnn.attention.ScaledDotScore;
import twofold.rnn.attention.Score;
import twofold.rnn.data.Dates;
import twofold.rnn.data.SequenceCrossEntropy;
import twofold.rnn.decode.Decode;
import twofold.rnn.decode.Hypothesis;
import twofold.rnn.decode.Until;
import twofold.rnn.translate.Translator;
import twofold.tensor.Create;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/** The examples of the chapter "Sequence to sequence and attention". */
class SequenceToSequenceTest {
  /** The chapter has three digits. */
  private static final Offset<Double> DIGITS = within(0.0005);

  private final Device<?> device = Device.reference();

  // region data
  private final Tensor query = sequence(new double[] {Math.log(4), Math.log(2)});
  private final Tensor keys =
      sequence(new double[] {1, 0}, new double[] {0, 1}, new double[] {1, 1});
  private final Tensor values = sequence(new double[] {7}, new double[] {14}, new double[] {21});

  // endregion

  private Tensor sequence(double[]... vectors) {
    Tensor matrix = device.matrix(vectors);
    return matrix.reshape(1, matrix.dim(0), matrix.dim(1));
  }

  private Tensor weights(Score score) {
    return attend(score.of(query, keys), values).weights();
  }

  /** Scores ln 4, ln 2, ln 8: weights of 4, 2 and 8 in 14. */
  @Test
  void oneQueryByHand() {
    // region attend
    Tensor scores = new DotScore().of(query, keys); // ln 4, ln 2, ln 8
    Attend told = attend(scores, values);
    Tensor weights = told.weights(); // 2/7, 1/7, 4/7
    Tensor context = told.context(); // 2/7·7 + 1/7·14 + 4/7·21 = 16
    // endregion
    assertThat(weights.toArray())
        .containsExactly(new double[] {2 / 7.0, 1 / 7.0, 4 / 7.0}, within(1e-15));
    assertThat(context.item()).isCloseTo(16, within(1e-13));

    // region blame
    List<Tensor> blame = Gradients.of(context.sum(), List.of(scores, values));
    // to the scores: −18/7, −2/7, 20/7        to the values: 2/7, 1/7, 4/7
    // endregion
    assertThat(blame.get(0).toArray())
        .containsExactly(new double[] {-18 / 7.0, -2 / 7.0, 20 / 7.0}, within(1e-13));
    assertThat(blame.get(1).toArray())
        .containsExactly(new double[] {2 / 7.0, 1 / 7.0, 4 / 7.0}, within(1e-15));
  }

  @Test
  void theOtherScores() {
    Score scaled = new ScaledDotScore();
    assertThat(weights(scaled).toArray()).containsExactly(new double[] {.308, .189, .503}, DIGITS);
    // region scores
    Parameter swap = new Parameter("weights", device.matrix(new double[][] {{0, 1}, {1, 0}}));
    Score bilinear = new BilinearScore(swap);
    Parameter w = new Parameter("query weights", Create.eye(device, 2));
    Parameter u = new Parameter("key weights", Create.eye(device, 2));
    Parameter v = new Parameter("judge", device.vector(1, 1));
    Score additive = new AdditiveScore(w, u, v);
    // endregion
    assertThat(weights(bilinear).toArray())
        .containsExactly(new double[] {1 / 7.0, 2 / 7.0, 4 / 7.0}, within(1e-15));
    assertThat(additive.of(query, keys).toArray())
        .containsExactly(new double[] {1.583, 1.817, 1.918}, DIGITS);
    assertThat(weights(additive).toArray())
        .containsExactly(new double[] {.273, .345, .382}, DIGITS);
  }

  @Test
  void padding() {
    // region padding
    Tensor sees = Mask.padding(2).on(device, 1, 1, 3); // 1, 1, 0
    Attend told = attend(new DotScore().of(query, keys), values, sees);
    Tensor weights = told.weights(); // 2/3, 1/3, 0
    // endregion
    assertThat(weights.toArray())
        .containsExactly(new double[] {2 / 3.0, 1 / 3.0, 0}, within(1e-15));
    Tensor nothing = Mask.padding(0).on(device, 1, 1, 3);
    Attend empty = attend(new DotScore().of(query, keys), values, nothing);
    assertThat(empty.context().toArray()).containsExactly(0);
    assertThat(empty.weights().toArray()).containsExactly(0, 0, 0);
  }

  /** Told the target and step by step it says the same, and what it says is what it is given. */
  @Test
  void tellsAndTranslates() {
    // region train
    var pairs = Dates.draw(4, 1); // texts, and the same dates as 1979-05-03
    int tokens = pairs.sources().size();
    var options = new Translator.Options(tokens, pairs.targets().size(), 32, 64);
    Translator model = Translator.of(device, options, RandomStreams.of(1));
    Examples examples = pairs.examples();
    Examples.Batch batch = examples.batch(device, examples.inOrder(), 0, 4);
    Tensor logits = model.forward(batch.allInputs(), Context.INFERENCE).get(0);
    Tensor loss = SequenceCrossEntropy.perToken(logits, batch.targets(), PAD).mean();
    // endregion
    // region translate
    int[] source = pairs.sources().encode(pairs.pairs().get(0).source());
    Translator.Reached start = model.start(source, START);
    Hypothesis found = Decode.greedy(model, start, Until.end(END, 11));
    String said = pairs.targets().decode(found.tokens());
    // endregion
    assertThat(loss.item()).isPositive();
    assertThat(said).hasSizeLessThanOrEqualTo(11);
    assertThat(start.weights()).hasSize(source.length);
  }

  @Test
  void howManyNumbersItLearns() {
    Network model =
        Translator.of(device, new Translator.Options(58, 14, 32, 64), RandomStreams.of(1));
    assertThat(model.parameters().stream().mapToInt(p -> p.shape().size()).sum())
        .isEqualTo(114_766);
  }
}
