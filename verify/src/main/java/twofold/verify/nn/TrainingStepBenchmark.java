package twofold.verify.nn;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.StrokeDigits;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.Adam;
import twofold.nn.train.Fit;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * A training step of the MLP 784-512-512-10 with dropout and Adam, batch 128, on the cpu device;
 * and its matrix products alone, in the same forms and sizes. What is not in the products is
 * overhead: the closer the two, the better.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
public class TrainingStepBenchmark {
  private static final int BATCH = 128;
  private static final int[] WIDTHS = {784, 512, 512, 10};

  private final Device<?> device = Device.cpu();
  private final int[] order = IntStream.range(0, BATCH).toArray();
  private ImageExamples examples;
  private Fit fit;
  private long step;
  private Tensor[] inputs;
  private Tensor[] weights;
  private Tensor[] gradients;

  @Setup(Level.Trial)
  public void prepare() {
    var random = RandomStreams.of(1);
    LabelledImages digits = StrokeDigits.draw(BATCH, 1);
    examples = new ImageExamples(digits);
    Sequential model =
        new Sequential(
            new Dense(device, WIDTHS[0], WIDTHS[1], Initialiser.he(), random),
            Activation.relu(),
            new Dropout(0.2),
            new Dense(device, WIDTHS[1], WIDTHS[2], Initialiser.he(), random),
            Activation.relu(),
            new Dropout(0.2),
            new Dense(device, WIDTHS[2], WIDTHS[3], Initialiser.glorot(), random));
    fit = new Fit(device, model, Objective.crossEntropy(), new Adam(1e-3));

    inputs = new Tensor[WIDTHS.length - 1];
    weights = new Tensor[WIDTHS.length - 1];
    gradients = new Tensor[WIDTHS.length - 1];
    for (int k = 0; k < weights.length; k++) {
      inputs[k] = draw(BATCH, WIDTHS[k]);
      weights[k] = draw(WIDTHS[k], WIDTHS[k + 1]);
      gradients[k] = draw(BATCH, WIDTHS[k + 1]);
    }
  }

  private Tensor draw(int rows, int columns) {
    double[] numbers = RandomStreams.of(2).doubles((long) rows * columns, -1, 1).toArray();
    return device.tensor(new Shape(rows, columns), numbers);
  }

  @Benchmark
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  public double wholeStep() {
    try (Scope scope = Scope.open()) {
      Context context = Context.training(RandomStreams.stream(1, step++));
      return fit.step(examples.batch(device, order, 0, BATCH), context).loss();
    }
  }

  /** Per layer X·W and Xᵀ·G, and G·Wᵀ except for the first, whose inputs need no gradient. */
  @Benchmark
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  public void matMulsAlone() {
    try (Scope scope = Scope.open()) {
      for (int k = 0; k < weights.length; k++) {
        inputs[k].matMul(weights[k]);
        inputs[k].transpose().matMul(gradients[k]);
        if (k > 0) {
          gradients[k].matMul(weights[k].transpose());
        }
      }
    }
  }
}
