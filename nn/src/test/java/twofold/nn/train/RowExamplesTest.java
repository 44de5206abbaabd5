package twofold.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.loss.SquaredError;
import twofold.nn.optim.Sgd;
import twofold.nn.pipeline.Dataset;
import twofold.nn.train.RowExamples.Row;
import twofold.tensor.Device;

/** Examples of {@code RowExamples}: from a data set to training, both ways. */
class RowExamplesTest {
  private final Dataset<Row> rows =
      Dataset.range(7).map(i -> new Row(new double[] {i, 1}, new double[] {2 * i}));

  @Test
  void rowsBecomeTensors() {
    RowExamples examples = RowExamples.of(rows, 0);
    Examples.Batch batch = examples.batch(Device.reference(), new int[] {9, 5, 0}, 1, 3);
    assertThat(batch.inputs().toArray()).containsExactly(5, 1, 0, 1);
    assertThat(batch.targets().toArray()).containsExactly(10, 0);
    assertThat(examples.count()).isEqualTo(7);
  }

  /** What is chosen or joined is of the epoch too. */
  @Test
  void partsAreDrawnAnewForEachEpoch() {
    Dataset<Row> drawn = epoch -> Dataset.of(row(epoch), row(epoch + 10)).elements(epoch);
    Examples parts =
        RowExamples.ofEachEpoch(drawn).select(new int[] {1}).and(RowExamples.ofEachEpoch(drawn));
    assertThat(numbers(parts)).containsExactly(10, 0, 10);
    assertThat(numbers(parts.epoch(1, 3))).containsExactly(13, 3, 13);
  }

  private static Row row(long number) {
    return new Row(new double[] {number}, new double[] {0});
  }

  private static double[] numbers(Examples examples) {
    return examples
        .batch(Device.reference(), examples.inOrder(), 0, examples.count())
        .inputs()
        .toArray();
  }

  /** The steps of a loop over batches are those of {@code Fit.run}, given the same order. */
  @Test
  void bothWaysLearnTheSame() {
    long seed = 3;
    Layer one = model();
    fit(one)
        .run(
            RowExamples.of(rows, 0),
            new RowExamples(List.of()),
            new Fit.Options(2, 3, seed),
            new FitListener() {});
    Layer other = model();
    Fit fit = fit(other);
    // Fit counts epochs from 1.
    for (long epoch = 1; epoch <= 2; epoch++) {
      rows.shuffleAll(seed)
          .batch(3, false)
          .prefetch(2)
          .forEach(
              epoch,
              batch ->
                  fit.step(
                      RowExamples.batch(Device.reference(), batch),
                      Context.training(RandomStreams.of(0))));
    }
    for (int k = 0; k < one.parameters().size(); k++) {
      assertThat(other.parameters().get(k).value().toArray())
          .containsExactly(one.parameters().get(k).value().toArray());
    }
  }

  private static Layer model() {
    return new Dense(Device.reference(), 2, 1, Initialiser.glorot(), RandomStreams.of(1));
  }

  private static Fit fit(Layer model) {
    return new Fit(
        Device.reference(), model, Objective.mean(SquaredError::squaredError), new Sgd(0.01));
  }

  /** Drawn anew: the same epoch twice is the same, another one is not. */
  @Test
  void eachEpochIsItsOwn() {
    Dataset<Row> noisy =
        rows.mapRandomly((row, z) -> new Row(new double[] {z.nextDouble(), 1}, row.target()), 5, 3);
    RowExamples examples = RowExamples.ofEachEpoch(noisy);
    double[] second = inputs(examples.epoch(9, 2));
    assertThat(inputs(examples.epoch(9, 2))).isEqualTo(second).isNotEqualTo(inputs(examples));
    assertThat(inputs(RowExamples.of(noisy, 2))).isEqualTo(second);
    assertThat(inputs(RowExamples.of(noisy, 2).epoch(9, 3))).isEqualTo(second);
    Dataset<Row> shrinking = epoch -> rows.take(7 - epoch).elements(epoch);
    assertThatThrownBy(() -> RowExamples.ofEachEpoch(shrinking).epoch(1, 2))
        .hasMessage("each epoch must have 7 rows, as epoch 0 has; got 5 in epoch 2");
  }

  private static double[] inputs(Examples examples) {
    return examples
        .batch(Device.reference(), examples.inOrder(), 0, examples.count())
        .inputs()
        .toArray();
  }

  @Test
  void badInputIsNamed() {
    List<Row> unlike = new ArrayList<>(rows.toList());
    unlike.add(new Row(new double[1], new double[1]));
    assertThatThrownBy(() -> new RowExamples(unlike))
        .hasMessage(
            "rows must have 2 inputs and 1 targets, as the first one has; got 1 and 1 in row 7");
    assertThatThrownBy(() -> RowExamples.batch(Device.reference(), List.of()))
        .hasMessage("a batch must have at least one row, got none");
  }
}
