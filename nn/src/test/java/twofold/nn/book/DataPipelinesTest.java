package twofold.nn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.data.Standardise;
import twofold.nn.data.Table;
import twofold.nn.data.TextLines;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.BinaryCrossEntropy;
import twofold.nn.optim.Adam;
import twofold.nn.pipeline.Dataset;
import twofold.nn.synthetic.LabelledPoints;
import twofold.nn.synthetic.Moons;
import twofold.nn.train.Fit;
import twofold.nn.train.Objective;
import twofold.nn.train.RowExamples;
import twofold.nn.train.RowExamples.Row;
import twofold.tensor.Device;

/** The examples of the chapter "Data pipelines". */
class DataPipelinesTest {
  private final Device<?> device = Device.cpu();

  @TempDir Path folder;

  @Test
  void linesToBatches() throws Exception {
    Path file = folder.resolve("lines.txt");
    Files.writeString(file, "red 1\ngreen 2\n\nblue 3\n");
    long seed = 1;
    // region stages
    Dataset<List<String>> batches =
        TextLines.of(file) // nothing is read yet
            .filter(line -> !line.isBlank())
            .map(line -> line.split(" ")[0])
            .shuffleAll(seed)
            .batch(2, false);
    List<List<String>> first = batches.toList(0); // now it is
    List<List<String>> second = batches.toList(1); // the same words in another order
    // endregion
    assertThat(first.stream().mapToInt(List::size)).containsExactly(2, 1);
    assertThat(Dataset.unbatch(Dataset.from(second)).toList())
        .containsExactlyInAnyOrder("red", "green", "blue");
  }

  @Test
  void moonsThatAreNeverTheSame() {
    long seed = 1;
    LabelledPoints moons = Moons.draw(200, 0, seed);
    var random = RandomStreams.of(7);
    Layer model =
        new Sequential(
            new Dense(device, 2, 16, Initialiser.glorot(), random),
            Activation.tanh(),
            new Dense(device, 16, 1, Initialiser.glorot(), random));
    Objective objective = Objective.mean(BinaryCrossEntropy::binaryCrossEntropyFromLogits);
    Fit fit = new Fit(device, model, objective, new Adam(0.02));
    // region training
    Dataset<List<Row>> train =
        Dataset.range(moons.count())
            .mapRandomly((i, chance) -> row(moons, i, chance), seed, 64) // new noise in each epoch
            .shuffleAll(seed)
            .batch(20, true)
            .prefetch(2);
    for (int epoch = 0; epoch < 60; epoch++) {
      Context context = Context.training(RandomStreams.stream(seed, epoch));
      train.forEach(epoch, batch -> fit.step(RowExamples.batch(device, batch), context));
    }
    // endregion
    RowExamples exact =
        RowExamples.of(
            Dataset.range(200)
                .map(i -> new Row(moons.points()[i], new double[] {moons.labels()[i]})),
            0);
    assertThat(fit.score(exact).accuracy()).isGreaterThan(0.95);
  }

  private static Row row(LabelledPoints moons, int i, RandomGenerator chance) {
    double[] point = moons.points()[i].clone();
    point[0] += 0.1 * RandomStreams.normal(chance);
    point[1] += 0.1 * RandomStreams.normal(chance);
    return new Row(point, new double[] {moons.labels()[i]});
  }

  /** All zeros, then all ones: how a file sorted by class comes out of a small buffer. */
  @Test
  void aFileSortedByClass() {
    long seed = 1;
    // region sorted
    Dataset<Integer> labels = Dataset.range(10_000).map(i -> i < 5_000 ? 0 : 1); // sorted by class
    List<List<Integer>> batches = labels.shuffle(100, seed).batch(100, false).toList();
    long mixed = batches.stream().filter(batch -> batch.contains(0) && batch.contains(1)).count();
    // endregion
    // The two classes meet in the middle only. An element waits for more than 30·B others with
    // probability (1 − 1/B)^(30·B) < e⁻³⁰, so at most 31 batches of B can be mixed; of well
    // shuffled ones all 100 would be.
    assertThat(mixed).isBetween(1L, 31L);
    long all =
        labels.shuffleAll(seed).batch(100, false).toList().stream()
            .filter(batch -> batch.contains(0) && batch.contains(1))
            .count();
    assertThat(all).isEqualTo(100);
  }

  @Test
  void meansOfTheTrainingRowsAlone() {
    Table all = new Table(List.of("x"), new double[][] {{1}, {5}, {3}, {100}});
    int[] learned = {0, 1, 2};
    int[] heldOut = {3};
    // region standardise
    Standardise scale = Standardise.learn(all.select(learned)); // not of all
    Table train = scale.apply(all.select(learned));
    Table test = scale.apply(all.select(heldOut)); // the same mean and deviation
    // endregion
    assertThat(train.column("x")[0] + train.column("x")[1] + train.column("x")[2])
        .isCloseTo(0, within(1e-15));
    assertThat(test.column("x")[0]).isGreaterThan(50);
  }
}
