package twofold.rnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.SquaredError;
import twofold.nn.optim.Adam;
import twofold.nn.optim.Sgd;
import twofold.nn.synthetic.Series;
import twofold.nn.train.ArrayExamples;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.History;
import twofold.nn.train.Objective;
import twofold.nn.train.Predict;
import twofold.nn.train.RowExamples;
import twofold.nn.train.Score;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Sequences go through {@code Fit} as all examples do; and their losses and scores by hand. */
class SequenceTrainingTest {
  private static final Device<?> DEVICE = Device.reference();
  private static final Adam ADAM = new Adam(0.05);

  /** What comes next depends on the last character alone: a table, and what to make of its rows. */
  private static Layer bigrams(int size, int time) {
    return new Sequential(
        new Embedding(DEVICE, size, 8, Initialiser.glorot(), RandomStreams.of(1)),
        new Lambda("steps as examples", (x, context) -> x.reshape(-1, 8)),
        new Dense(DEVICE, 8, size, Initialiser.glorot(), RandomStreams.of(2)),
        new Lambda("examples as steps", (x, context) -> x.reshape(-1, time, size)));
  }

  /**
   * "abac" again and again: after b and c comes a, after a comes b or c, which the last character
   * does not tell. So the best that can be is ln 2 for each second character.
   */
  @Test
  void aLanguageModelIsTrained() {
    CharacterText text = CharacterText.of("abac".repeat(30));
    Layer model = bigrams(text.vocabulary().size(), 8);
    Examples train = RowExamples.ofEachEpoch(text.randomWindows(8, 32, 1));
    Examples all = RowExamples.of(text.windows(8), 0);
    Fit fit =
        new Fit(DEVICE, model, Objective.mean(SequenceCrossEntropy::perToken), new Adam(0.05))
            .measuring(SequenceAccuracy.perToken(-1), SequenceAccuracy.exactMatch(-1));
    History history = fit.run(train, all, new Fit.Options(40, 8, 3));
    Score score = history.last().test();
    assertThat(score.loss()).isBetween(Math.log(2) / 2, Math.log(2) / 2 + 0.02);
    assertThat(score.metric("tokenAccuracy")).isEqualTo(0.75);
    assertThat(score.metric("exactMatch")).isZero();
    assertThat(Predict.predict(DEVICE, model, all).shape()).isEqualTo(new Shape(14, 8, 3));
  }

  /** Batches come in order through {@code Fit}, epoch after epoch, whatever the seed shuffles. */
  @Test
  void consecutiveWindowsStayInOrder() {
    CharacterText text = CharacterText.of("abcdefghijklm");
    List<double[]> seen = new ArrayList<>();
    Layer model = bigrams(text.vocabulary().size(), 2);
    Layer watched =
        new Sequential(
            new Lambda(
                "watch",
                (x, context) -> {
                  seen.add(x.toArray());
                  return x;
                }),
            model);
    new Fit(DEVICE, watched, Objective.mean(SequenceCrossEntropy::perToken), new Sgd(0.1))
        .measuring()
        .run(
            text.consecutive(2, 2),
            RowExamples.of(text.windows(2).take(0), 0),
            new Fit.Options(2, 2, 7));
    double[][] epoch = {{0, 1, 6, 7}, {2, 3, 8, 9}, {4, 5, 10, 11}};
    assertThat(seen.toArray(double[][]::new))
        .isDeepEqualTo(new double[][] {epoch[0], epoch[1], epoch[2], epoch[0], epoch[1], epoch[2]});
  }

  /** Three classes, of which the first is padding. */
  @Test
  void lossesAndScoresByHand() {
    double ln2 = Math.log(2);
    Tensor logits =
        DEVICE.tensor(
            new Shape(2, 2, 3), 0, ln2, 0 /* ¼ ½ ¼ */, 0, 0, ln2 /* ¼ ¼ ½ */, 0, ln2, 0, 9, 9, 9);
    Tensor labels = DEVICE.matrix(new double[] {1, 1}, new double[] {2, 0});
    double[] perSequence = SequenceCrossEntropy.perSequence(logits, labels, 0).toArray();
    assertThat(perSequence).containsExactly(new double[] {3 * ln2, 2 * ln2}, within(1e-15));
    double[] perToken = SequenceCrossEntropy.perToken(logits, labels, 0).toArray();
    assertThat(perToken).containsExactly(new double[] {1.5 * ln2, 2 * ln2}, within(1e-15));
    assertThat(SequenceCrossEntropy.perSequence(logits, labels).toArray()[1])
        .isCloseTo(2 * ln2 + Math.log(3), within(1e-15));
    Examples one = new ArrayExamples(logits, labels);
    Score score =
        Fit.score(
            DEVICE,
            Lambda.identity(),
            Objective.mean((y, t) -> SequenceCrossEntropy.perToken(y, t, 0)),
            List.of(SequenceAccuracy.perToken(0), SequenceAccuracy.exactMatch(0)),
            one);
    assertThat(score.loss()).isCloseTo(1.75 * ln2, within(1e-15));
    assertThat(score.metric("tokenAccuracy")).isEqualTo(0.25);
    assertThat(score.metric("exactMatch")).isZero();
  }

  @Test
  void seriesAreOneStepAhead() {
    Examples examples = SeriesWindows.bumpy().draw(20, 5, 1);
    Examples.Batch batch = examples.batch(DEVICE, new int[] {4, 2}, 0, 2);
    assertThat(batch.inputs().shape()).isEqualTo(new Shape(2, 20, 1));
    assertThat(batch.targets().shape()).isEqualTo(new Shape(2, 20, 1));
    assertThat(batch.targets().at(1).toArray()[3]).isEqualTo(batch.inputs().at(1).toArray()[4]);
    SeriesWindows line = new SeriesWindows(t -> t, 0, 1, 0.25);
    double[] all = line.draw(4, 1, 1).batch(DEVICE, new int[] {0}, 0, 1).targets().toArray();
    assertThat(all).containsExactly(0.25, 0.5, 0.75, 1); // there is but one place
    assertThat(SeriesWindows.bumpy().series().applyAsDouble(3)).isEqualTo(Series.bumpy(3));
  }

  @Test
  void aSeriesIsLearned() {
    Examples train = SeriesWindows.bumpy().draw(5, 64, 1);
    Layer repeatWithGain =
        new Sequential(
            new Lambda("rows", (x, context) -> x.reshape(-1, 1)),
            new Dense(DEVICE, 1, 1, Initialiser.glorot(), RandomStreams.of(1)),
            new Lambda("steps", (x, context) -> x.reshape(-1, 5, 1)));
    Fit fit = new Fit(DEVICE, repeatWithGain, Objective.mean(SquaredError::squaredError), ADAM);
    History history = fit.measuring().run(train, train, new Fit.Options(20, 16, 1));
    // The mean square of the values is 30²/(3·9·2) + 2 ≈ 19, that of the slope is 17 + 50, and what
    // changes in a step of 0.1 is a tenth of the slope: 0.7.
    assertThat(history.last().test().loss()).isLessThan(2);
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> SequenceCrossEntropy.perToken(DEVICE.zeros(2, 3), DEVICE.zeros(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "the cross-entropy of sequences needs logits (batch, time, classes) and labels"
                + " (batch, time), got (2, 3) and (2, 3)");
    assertThatThrownBy(
            () -> SequenceCrossEntropy.perToken(DEVICE.zeros(2, 3, 4), DEVICE.zeros(2, 3), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("each sequence must have a token that counts, got none in sequence 0");
    SeriesWindows bumpy = SeriesWindows.bumpy();
    assertThatThrownBy(() -> bumpy.draw(301, 1, 1))
        .hasMessage("windows must have from 1 to 300 steps of 0.1, got 301");
    assertThatThrownBy(() -> bumpy.draw(0, 1, 1))
        .hasMessage("windows must have from 1 to 300 steps of 0.1, got 0");
    assertThatThrownBy(() -> new SeriesWindows(Series::bumpy, 1, 1, 0.1))
        .hasMessage("time must begin before it ends, got 1.0 to 1.0");
    assertThatThrownBy(() -> new SeriesWindows(Series::bumpy, 0, 1, 0))
        .hasMessage("a step must be above 0, got 0.0");
  }
}
