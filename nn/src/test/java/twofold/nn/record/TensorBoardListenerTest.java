package twofold.nn.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.StrokeDigits;
import twofold.nn.graph.Model;
import twofold.nn.graph.Node;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.loss.SquaredError;
import twofold.nn.metric.Accuracy;
import twofold.nn.optim.Sgd;
import twofold.nn.train.ArrayExamples;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.Goal;
import twofold.nn.train.History;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;
import twofold.nn.train.Predict;
import twofold.nn.train.Score;
import twofold.tensor.Device;
import twofold.tensor.Tensor;
import twofold.tensor.io.DataException;

/** Training as TensorBoard will show it. */
class TensorBoardListenerTest {
  private static final int EPOCHS = 3;

  /** How far two sums of 600 positive terms, in whatever order, can be apart: 2γ₆₀₀ of the sum. */
  private static final double SIX_HUNDRED = 2 * 600 * 0x1p-53 / (1 - 600 * 0x1p-53);

  private final LabelledImages digits = StrokeDigits.draw(60, 1);
  private final Dense model =
      new Dense(Device.reference(), 784, 10, Initialiser.glorot(), RandomStreams.of(1));

  @TempDir private Path folder;

  private History train(TensorBoardListener listener, LabelledImages heldOut) {
    return new Fit(Device.reference(), model, Objective.crossEntropy(), new Sgd(0.01))
        .run(
            new ImageExamples(digits.slice(0, 40)),
            new ImageExamples(heldOut),
            new Fit.Options(EPOCHS, 20, 1),
            listener);
  }

  private List<DynamicMessage> events(String run) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(run))) {
      List<Path> one = files.toList();
      assertThat(one).hasSize(1);
      return EventFileTest.events(one.get(0));
    }
  }

  /** {@code tag step value}, of those that are numbers. */
  private static List<String> numbers(List<DynamicMessage> events) {
    List<String> lines = new ArrayList<>();
    for (DynamicMessage event : events) {
      if (Published.has(event, "summary")) {
        DynamicMessage value = EventFileTest.value(event);
        if (Published.has(value, "simple_value")) {
          lines.add(line(value, event, Published.<Float>get(value, "simple_value")));
        }
      }
    }
    return lines;
  }

  private static String line(DynamicMessage value, DynamicMessage event, float number) {
    return Published.get(value, "tag") + " " + Published.get(event, "step") + " " + number;
  }

  @Test
  void lossAndAccuracyOfEachEpoch() throws IOException {
    History history = train(new TensorBoardListener(folder, model), digits.slice(40, 60));
    List<String> train = new ArrayList<>();
    List<String> validation = new ArrayList<>();
    for (History.Epoch epoch : history.epochs()) {
      int n = epoch.number();
      train.add("epoch_loss " + n + " " + (float) epoch.train().loss());
      train.add("epoch_accuracy " + n + " " + (float) epoch.train().accuracy());
      validation.add("epoch_loss " + n + " " + (float) epoch.test().loss());
      validation.add("epoch_accuracy " + n + " " + (float) epoch.test().accuracy());
    }
    assertThat(numbers(events("train"))).isEqualTo(train);
    assertThat(numbers(events("validation"))).isEqualTo(validation);
  }

  @Test
  void theGraphAndTheWeights() throws IOException {
    train(new TensorBoardListener(folder, model), digits.slice(40, 60));
    List<DynamicMessage> events = events("train");
    assertThat(Published.<String>get(events.get(0), "file_version")).isEqualTo("brain.Event:2");
    ByteString graph = Published.get(events.get(1), "graph_def");
    List<DynamicMessage> nodes =
        Published.get(Published.parse("GraphDef", graph.toByteArray()), "node");
    assertThat(nodes.stream().map(node -> Published.<String>get(node, "name")))
        .containsExactly("input", "Dense/weights", "Dense/bias", "Dense");
    List<DynamicMessage> histograms =
        events.stream()
            .filter(event -> Published.has(event, "summary"))
            .map(EventFileTest::value)
            .filter(value -> Published.has(value, "histo"))
            .toList();
    assertThat(histograms.stream().map(h -> Published.<String>get(h, "tag")))
        .containsExactly("weights", "bias", "weights", "bias", "weights", "bias");
    DynamicMessage last = histograms.get(4);
    assertThat(Published.<Double>get(last, "histo", "num")).isEqualTo(7840);
    double[] weights = model.weights().value().toArray();
    double largest = java.util.Arrays.stream(weights).max().getAsDouble();
    assertThat(Published.<Double>get(last, "histo", "max")).isEqualTo(largest);
  }

  /** Each number of each output under a name of its own, and the graph with both. */
  @Test
  void twoOutputs() throws IOException {
    Node pixels = Node.input("pixels", 784);
    Node ink = pixels.through("ink", model);
    Model both = Model.of(List.of(pixels), List.of(pixels.through("digit", model), ink));
    Examples.Batch all = new ImageExamples(digits).batch(Device.reference(), inOrder(60), 0, 60);
    Examples examples =
        new ArrayExamples(List.of(all.inputs()), List.of(all.targets(), all.targets()));
    Goal goal =
        Goal.sum(Objective.crossEntropy(), Objective.mean(SquaredError::squaredError).times(0.5));
    History history =
        new Fit(Device.reference(), both, goal, new Sgd(0.01))
            .measuring(Accuracy.accuracy(), Accuracy.accuracy().of(1))
            .run(
                examples,
                examples,
                new Fit.Options(EPOCHS, 20, 1),
                new TensorBoardListener(folder, both));
    List<String> expected = new ArrayList<>();
    for (History.Epoch epoch : history.epochs()) {
      Score score = epoch.test();
      double sum = score.metric("loss of output 0") + score.metric("loss of output 1");
      assertThat(sum).isCloseTo(score.loss(), Offset.offset(SIX_HUNDRED * score.loss()));
      int n = epoch.number();
      expected.add("epoch_loss " + n + " " + (float) score.loss());
      for (String name :
          List.of("loss of output 0", "loss of output 1", "accuracy", "accuracy of output 1")) {
        expected.add("epoch_" + name + " " + n + " " + (float) score.metric(name));
      }
    }
    assertThat(numbers(events("validation"))).isEqualTo(expected);
    List<Tensor> answers = Predict.predictAll(Device.reference(), both, examples);
    Tensor error = answers.get(1).subtract(all.targets());
    Tensor second = error.multiply(error).mean().multiply(0.5);
    assertThat(history.last().test().metric("loss of output 1"))
        .isCloseTo(second.item(), Offset.offset(SIX_HUNDRED * second.item()));
    ByteString graph = Published.get(events("train").get(1), "graph_def");
    List<DynamicMessage> nodes =
        Published.get(Published.parse("GraphDef", graph.toByteArray()), "node");
    assertThat(nodes.stream().map(node -> Published.<String>get(node, "name")))
        .containsExactly(
            "pixels",
            "0_Dense/weights",
            "0_Dense/bias",
            "0_Dense/ink",
            "0_Dense/digit",
            "output_0",
            "output_1");
  }

  private static int[] inOrder(int count) {
    return IntStream.range(0, count).toArray();
  }

  @Test
  void onlyWhatIsWanted() throws IOException {
    BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    TensorBoardListener.Options options =
        new TensorBoardListener.Options().withWeights(false).withPicture("grey", () -> picture);
    new Fit(Device.reference(), model, Objective.crossEntropy(), new Sgd(0.01))
        .measuring()
        .run(
            new ImageExamples(digits.slice(0, 40)),
            new ImageExamples(digits.slice(40, 40)),
            new Fit.Options(EPOCHS, 20, 1),
            new TensorBoardListener(folder, model, options));
    assertThat(folder.resolve("validation")).doesNotExist();
    List<DynamicMessage> events = events("train");
    assertThat(events).hasSize(2 + 2 * EPOCHS);
    assertThat(numbers(events)).hasSize(EPOCHS).allMatch(line -> line.startsWith("epoch_loss "));
    assertThat(Published.<String>get(EventFileTest.value(events.get(3)), "tag")).isEqualTo("grey");
  }

  @Test
  void twoTrainingsAreTwoFiles() throws IOException {
    TensorBoardListener listener = new TensorBoardListener(folder, model);
    train(listener, digits.slice(40, 60));
    train(listener, digits.slice(40, 60));
    try (Stream<Path> files = Files.list(folder.resolve("train"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsKnownBeforeTheFirstStep() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    double[] before = model.weights().value().toArray();
    TensorBoardListener listener = new TensorBoardListener(file, model);
    assertThatThrownBy(() -> train(listener, digits.slice(40, 60)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be written");
    assertThat(model.weights().value().toArray()).isEqualTo(before);
  }
}
