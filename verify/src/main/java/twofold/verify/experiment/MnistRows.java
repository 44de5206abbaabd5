package twofold.verify.experiment;

import java.util.Map;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.Mnist;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.layer.Unflatten;
import twofold.nn.train.ImageExamples;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.rnn.layer.Recurrent;
import twofold.tensor.Device;
import twofold.tensor.Shape;

/**
 * Handwritten digits read row by row, as a fax machine would: 28 steps of 28 pixels, and after the
 * last one the cell has to know what it saw.
 *
 * <pre>
 *   28 × 28 → a cell of 150 units, after the last row → 10      Adam with rate 0.001, batch 150, 10 epochs
 * </pre>
 *
 * Near 98 % has been published of a simple cell [the protocol: Géron, Hands-On Machine Learning,
 * 2017, chapter 14].
 */
final class MnistRows implements Experiment {
  private static final int UNITS = 150;

  /** A cell that reads rows of so many pixels. */
  private interface Kind {
    Cell of(Device<?> device, int inputs, int units, RandomGenerator random);
  }

  private final String id;
  private final String title;
  private final Kind kind;
  private final Map<String, Double> published;

  private MnistRows(String id, String title, Kind kind, Map<String, Double> published) {
    this.id = id;
    this.title = title;
    this.kind = kind;
    this.published = published;
  }

  /** With a simple recurrent cell. */
  static MnistRows simple() {
    return new MnistRows(
        "mnist-rows-rnn",
        "a simple recurrent network reads MNIST row by row (needs --data)",
        SimpleRnnCell::new,
        Map.of("testAccuracy", 0.975));
  }

  /** With an LSTM. */
  static MnistRows lstm() {
    return new MnistRows(
        "mnist-rows-lstm",
        "an LSTM reads MNIST row by row (needs --data)",
        LstmCell::new,
        Map.of());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Result run(Setting setting) {
    Mnist mnist =
        Mnist.read(setting.requireData(this, "the four MNIST files in it or in its folder mnist"));
    LabelledImages train = mnist.train();
    return new ImageClassification(
            "MNIST",
            new ImageExamples(train),
            mnist.test(),
            model(setting, train),
            new ImageClassification.Recipe(10, 150, 0.001),
            published)
        .classification(setting)
        .withoutProof()
        .run(this, setting);
  }

  private Layer model(Setting setting, LabelledImages train) {
    RandomGenerator random = RandomStreams.stream(setting.seed(), RandomStreams.name("weights"));
    Device<?> device = setting.device();
    return new Sequential(
        new Unflatten(new Shape(train.rows(), train.columns())),
        Recurrent.last(kind.of(device, train.columns(), UNITS, random)),
        new Dense(device, UNITS, train.classes(), Initialiser.glorot(), random));
  }
}
