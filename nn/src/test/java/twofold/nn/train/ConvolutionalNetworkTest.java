package twofold.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.data.StrokeDigits;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Branches;
import twofold.nn.layer.Context;
import twofold.nn.layer.Convolution2d;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Flatten;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.MaxPooling2d;
import twofold.nn.layer.Sequential;
import twofold.nn.layer.Unflatten;
import twofold.nn.loss.CategoricalCrossEntropy;
import twofold.nn.loss.Penalty;
import twofold.nn.metric.Accuracy;
import twofold.nn.metric.Answers;
import twofold.nn.metric.Metric;
import twofold.nn.optim.Adam;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Padding;
import twofold.tensor.Parallel;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** An example with most of what a convolutional network is made of: it learns, and repeatably. */
class ConvolutionalNetworkTest {
  private static final FitListener SILENT = new FitListener() {};
  private static final Device<?> DEVICE = Device.cpu();

  private static Layer network(long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    Layer block =
        new Sequential(convolution(8, 8, random), new BatchNorm(DEVICE, 8), Activation.relu());
    return new Sequential(
        new Unflatten(new Shape(1, StrokeDigits.SIDE, StrokeDigits.SIDE)),
        new MaxPooling2d(2),
        convolution(1, 8, random).withoutBias(),
        new BatchNorm(DEVICE, 8),
        Activation.relu(),
        new MaxPooling2d(2),
        Branches.residual(block),
        new Flatten(),
        new Dense(DEVICE, 8 * 7 * 7, StrokeDigits.CLASSES, Initialiser.glorot(), random));
  }

  private static Convolution2d convolution(int inputs, int outputs, RandomGenerator random) {
    Conv2d.Options same = new Conv2d.Options().withPadding(Padding.same());
    return new Convolution2d(DEVICE, inputs, outputs, 3, 3, same, Initialiser.he(), random);
  }

  private static Fit fit(Layer model) {
    Objective objective =
        Objective.mean(CategoricalCrossEntropy::crossEntropyFromLogits)
            .plus(() -> Penalty.l2(model.parameters(), 1e-5));
    return new Fit(DEVICE, model, objective, new Adam(0.01));
  }

  /**
   * Who knows nothing has the loss ln 10 and one right in ten. After six epochs the loss is below
   * half of that, in training and, by the running statistics, in inference; and most are right.
   */
  @Test
  void learnsToReadDigits() {
    Layer model = network(1);
    ImageExamples train = new ImageExamples(StrokeDigits.draw(300, 1));
    ImageExamples test = new ImageExamples(StrokeDigits.draw(300, 100, 1));
    History history = fit(model).run(train, test, new Fit.Options(6, 20, 1), SILENT);
    assertThat(history.last().train().loss()).isLessThan(0.5 * Math.log(10));
    assertThat(history.last().test().loss()).isLessThan(0.5 * Math.log(10));
    assertThat(history.last().test().accuracy()).isGreaterThan(0.5);
  }

  /** Same seed, same bits: weights and running statistics, for any number of threads. */
  @Test
  void sameBitsForAnyNumberOfThreads() {
    int threads = Parallel.threads();
    List<List<double[]>> all = new ArrayList<>();
    try {
      for (int t = 1; t <= 3; t++) {
        Parallel.setThreads(t);
        Layer model = network(1);
        ImageExamples train = new ImageExamples(StrokeDigits.draw(60, 1));
        fit(model).run(train, train, new Fit.Options(1, 20, 1), SILENT);
        all.add(numbers(model));
      }
    } finally {
      Parallel.setThreads(threads);
    }
    for (List<double[]> other : all) {
      for (int k = 0; k < other.size(); k++) {
        assertThat(other.get(k)).isEqualTo(all.get(0).get(k));
      }
    }
  }

  /** A step whose loss is not finite leaves the running statistics alone, too. */
  @Test
  void aStepThatFailsChangesNoState() {
    Layer model = network(1);
    List<double[]> before = numbers(model);
    int pixels = StrokeDigits.SIDE * StrokeDigits.SIDE;
    Tensor broken = DEVICE.full(new Shape(2, pixels), Double.NaN);
    Tensor targets = DEVICE.ones(2, StrokeDigits.CLASSES);
    Fit.Step step =
        fit(model).step(new Examples.Batch(broken, targets), Context.training(RandomStreams.of(1)));
    assertThat(step.loss()).isNaN();
    List<double[]> after = numbers(model);
    for (int k = 0; k < before.size(); k++) {
      assertThat(after.get(k)).isEqualTo(before.get(k));
    }
  }

  private static List<double[]> numbers(Layer model) {
    List<Parameter> all = new ArrayList<>(model.parameters());
    all.addAll(model.state());
    return all.stream().map(parameter -> parameter.value().toArray()).toList();
  }

  /** Labels instead of one-hot rows: the score knows both. */
  @Test
  void scoresLabels() {
    Metric.Sum sum = Accuracy.accuracy().start().get();
    sum.add(new Answers(DEVICE.matrix(new double[][] {{1, 2, 0}, {5, 1, 1}}), DEVICE.vector(1, 2)));
    assertThat(sum.value()).isEqualTo(0.5);
  }
}
