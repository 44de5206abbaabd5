package twofold.nn.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.data.StrokeDigits;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.Adam;
import twofold.nn.optim.Momentum;
import twofold.nn.optim.Optimiser;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.History;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;
import twofold.tensor.Device;
import twofold.tensor.io.DataException;
import twofold.tensor.io.Safetensors;
import twofold.tensor.io.WholeFile;

/** Examples of {@code Checkpoint}. */
class CheckpointTest {
  private static final FitListener SILENT = new FitListener() {};
  private static final Device<?> DEVICE = Device.cpu();
  private static final ImageExamples DIGITS = new ImageExamples(StrokeDigits.draw(60, 1));

  @TempDir Path folder;

  private static Sequential model(int outputs) {
    return new Sequential(
        new Dropout(0.2),
        new Dense(DEVICE, 784, outputs, Initialiser.glorot(), RandomStreams.of(1)));
  }

  private static Fit fit(Layer model, Optimiser optimiser) {
    return new Fit(DEVICE, model, Objective.crossEntropy(), optimiser);
  }

  private static List<double[]> numbers(Layer model) {
    return Names.all(model).values().stream().map(p -> p.value().toArray()).toList();
  }

  private static void assertSame(Layer actual, Layer expected) {
    for (int k = 0; k < numbers(expected).size(); k++) {
      assertThat(numbers(actual).get(k)).isEqualTo(numbers(expected).get(k));
    }
  }

  /** Two epochs, written by the listener; a third in what could be another program. */
  @Test
  void stoppedAndGoneOn() {
    Fit.Options options = new Fit.Options(3, 16, 7);
    Layer straight = model(10);
    History never = fit(straight, new Adam(0.01)).run(DIGITS, DIGITS, options, SILENT);

    Path file = folder.resolve("training.safetensors");
    Layer first = model(10);
    Optimiser adam = new Adam(0.01);
    List<Integer> told = new ArrayList<>();
    FitListener stopping =
        new FitListener() {
          @Override
          public void epochDone(History.Epoch epoch) {
            told.add(epoch.number());
            if (epoch.number() == 2) {
              throw new IllegalStateException("stopped");
            }
          }
        };
    FitListener both = Checkpoint.afterEachEpoch(file, first, adam, options).and(stopping);
    assertThatThrownBy(() -> fit(first, adam).run(DIGITS, DIGITS, options, both))
        .hasMessage("stopped");
    assertThat(told).containsExactly(1, 2);

    Layer second = model(10);
    Optimiser fresh = new Adam(0.01);
    Fit.Options rest = Checkpoint.load(file, second, fresh);
    assertThat(rest).isEqualTo(new Fit.Options(3, 16, 7, 2));
    assertSame(second, first);
    History resumed = fit(second, fresh).run(DIGITS, DIGITS, rest, SILENT);
    assertSame(second, straight);
    assertThat(resumed.epochs()).hasSize(1);
    assertThat(resumed.last().number()).isEqualTo(3);
    assertThat(resumed.last().train()).isEqualTo(never.last().train());
    assertThat(resumed.last().test()).isEqualTo(never.last().test());

    Layer forPredictions = model(10);
    Checkpoint.load(file, forPredictions);
    assertSame(forPredictions, first);
  }

  /** Resuming what is finished trains nothing; with more epochs it goes on. */
  @Test
  void nothingIsLeftToDo() {
    Layer model = model(10);
    List<double[]> before = numbers(model);
    Fit fit = fit(model, new Adam(0.01));
    Fit.Options done = new Fit.Options(2, 16, 7, 2);
    History none = fit.run(DIGITS, DIGITS, done, SILENT);
    assertThat(none.epochs()).isEmpty();
    assertThatThrownBy(none::last).hasMessage("there is no last epoch: all were done before");
    assertThat(numbers(model).get(0)).isEqualTo(before.get(0));
    History one = fit.run(DIGITS, DIGITS, done.withEpochs(3), SILENT);
    assertThat(one.epochs()).hasSize(1);
    assertThatThrownBy(() -> new Fit.Options(2, 16, 7, 3))
        .hasMessage("the epochs done must be from 0 to 2, got 3");
  }

  private Path trained(Optimiser optimiser) {
    Path file = folder.resolve("training.safetensors");
    Layer model = model(10);
    Fit.Options options = new Fit.Options(1, 30, 1);
    FitListener saving = Checkpoint.afterEachEpoch(file, model, optimiser, options);
    fit(model, optimiser).run(DIGITS, DIGITS, options, saving);
    return file;
  }

  private static void refuses(Path file, Layer model, Optimiser optimiser, String message) {
    List<double[]> before = numbers(model);
    int remembered = optimiser.state().size();
    assertThatThrownBy(() -> Checkpoint.load(file, model, optimiser))
        .isInstanceOf(DataException.class)
        .hasMessage(file + message);
    for (int k = 0; k < before.size(); k++) {
      assertThat(numbers(model).get(k)).isEqualTo(before.get(k));
    }
    assertThat(optimiser.state()).hasSize(remembered);
  }

  @Test
  void whatIsOfSomethingElseChangesNothing() {
    Path file = trained(new Adam(0.01));
    assertThat(Safetensors.read(file).arrays().keySet())
        .containsExactlyInAnyOrder(
            "model.1.weights",
            "model.1.bias",
            "optimiser.steps",
            "optimiser.0.mean",
            "optimiser.0.mean square",
            "optimiser.1.mean",
            "optimiser.1.mean square");
    refuses(
        file,
        model(9),
        new Adam(0.01),
        " does not fit the model: tensor '1.weights' has shape (784, 10), expected (784, 9);"
            + " tensor '1.bias' has shape (10), expected (9)");
    refuses(
        file,
        model(10),
        new Momentum(0.01),
        " does not fit the optimiser: this optimiser's state has no entry '0.mean', only [steps]");

    Path weights = folder.resolve("weights.safetensors");
    Weights.save(weights, model(10));
    refuses(
        weights,
        model(10),
        new Adam(0.01),
        " is not a checkpoint: its metadata should have epochs, batch, seed and done, got []");

    Safetensors read = Safetensors.read(file);
    Map<String, String> bad = Map.of("epochs", "3", "batch", "4", "seed", "x", "done", "1");
    new Safetensors(read.arrays(), bad).write(file);
    refuses(file, model(10), new Adam(0.01), " has bad metadata: For input string: \"x\"");
    Map<String, String> late = Map.of("epochs", "3", "batch", "4", "seed", "5", "done", "6");
    new Safetensors(read.arrays(), late).write(file);
    refuses(
        file,
        model(10),
        new Adam(0.01),
        " has bad metadata: the epochs done must be from 0 to 3, got 6");
  }

  /** The disk is full when half is written: the checkpoint before is still there, and no rest. */
  @Test
  void aDiskThatIsFull() throws IOException {
    Path file = trained(new Adam(0.01));
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(Arrays.copyOf(before, before.length / 2));
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(DataException.class)
        .hasMessage(file + " cannot be written: java.io.IOException: No space left on device");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(Checkpoint.load(file, model(10), new Adam(0.01)).done()).isEqualTo(1);
  }

  /** A checkpoint that cannot be written ends training with that reason. */
  @Test
  void trainingDoesNotGoOnUnsaved() {
    Path file = folder.resolve("no folder").resolve("training.safetensors");
    Layer model = model(10);
    Optimiser adam = new Adam(0.01);
    Fit.Options options = new Fit.Options(2, 30, 1);
    FitListener saving = Checkpoint.afterEachEpoch(file, model, adam, options);
    assertThatThrownBy(() -> fit(model, adam).run(DIGITS, DIGITS, options, saving))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be written: there is no folder");
  }
}
