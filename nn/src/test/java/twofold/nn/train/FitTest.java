package twofold.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.data.StrokeDigits;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.Adam;
import twofold.nn.optim.Sgd;
import twofold.nn.schedule.Plateau;
import twofold.nn.schedule.Schedule;
import twofold.nn.schedule.WarmUp;
import twofold.tensor.Device;
import twofold.tensor.Parallel;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Examples of {@code Fit}. */
class FitTest {
  private static final FitListener SILENT = new FitListener() {};

  /** Points (x, ½) with the target 2x − 1; notes which were asked for. */
  private static final class Line implements Examples {
    private final double[] x;
    final List<int[]> batches = new ArrayList<>();

    Line(double... x) {
      this.x = x;
    }

    @Override
    public int count() {
      return x.length;
    }

    @Override
    public Batch batch(Device<?> device, int[] order, int from, int to) {
      batches.add(Arrays.copyOfRange(order, from, to));
      double[] inputs = new double[2 * (to - from)];
      double[] targets = new double[to - from];
      for (int i = 0; i < targets.length; i++) {
        inputs[2 * i] = x[order[from + i]];
        inputs[2 * i + 1] = 0.5;
        targets[i] = 2 * x[order[from + i]] - 1;
      }
      return new Batch(
          device.tensor(new Shape(to - from, 2), inputs),
          device.tensor(new Shape(to - from, 1), targets));
    }
  }

  private static Tensor squaredError(Tensor predictions, Tensor targets) {
    Tensor miss = predictions.subtract(targets);
    return miss.multiply(miss).mean();
  }

  private static Dense dense(Device<?> device, int inputs, int outputs, long seed) {
    return new Dense(device, inputs, outputs, Initialiser.he(), RandomStreams.of(seed));
  }

  private static List<double[]> numbers(Layer model) {
    return model.parameters().stream().map(parameter -> parameter.value().toArray()).toList();
  }

  /** y = 2x − 1 is learned: the weights become (2, w) with w/2 + b = −1. */
  @Test
  void learnsALine() {
    Dense model = dense(Device.reference(), 2, 1, 1);
    Fit fit = new Fit(Device.reference(), model, FitTest::squaredError, new Sgd(0.3));
    Line line = new Line(-1, -0.5, 0, 0.5, 1);
    History history = fit.run(line, line, new Fit.Options(100, 2, 7), SILENT);

    double[] w = model.weights().value().toArray();
    double b = model.bias().value().item();
    assertThat(w[0]).isCloseTo(2, within(1e-6));
    assertThat(w[1] / 2 + b).isCloseTo(-1, within(1e-6));
    assertThat(history.epochs()).hasSize(100);
    assertThat(history.last().number()).isEqualTo(100);
    assertThat(history.last().test().loss()).isLessThan(1e-12);
  }

  /** Seven examples in batches of three: 3, 3 and 1; each epoch sees each example once. */
  @Test
  void theLastBatchTakesWhatIsLeft() {
    Line line = new Line(0, 1, 2, 3, 4, 5, 6);
    List<Integer> steps = new ArrayList<>();
    FitListener counting =
        new FitListener() {
          @Override
          public void epochStarts(int epoch, int epochs, int stepsOfEpoch) {
            assertThat(stepsOfEpoch).isEqualTo(3);
            assertThat(epochs).isEqualTo(2);
          }

          @Override
          public void stepDone(int epoch, int step, double loss) {
            steps.add(10 * epoch + step);
          }
        };
    Device<?> device = Device.reference();
    Dense model = dense(device, 2, 1, 1);
    new Fit(device, model, FitTest::squaredError, new Sgd(1e-3))
        .run(line, new Line(0), new Fit.Options(2, 3, 1), counting);

    assertThat(steps).containsExactly(11, 12, 13, 21, 22, 23);
    assertThat(line.batches.stream().map(batch -> batch.length)).containsExactly(3, 3, 1, 3, 3, 1);
    for (int epoch = 0; epoch < 2; epoch++) {
      int[] seen =
          line.batches.subList(3 * epoch, 3 * epoch + 3).stream()
              .flatMapToInt(Arrays::stream)
              .toArray();
      assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    }
    assertThat(line.batches.get(0)).isNotEqualTo(line.batches.get(3));
  }

  /**
   * The mean loss of an epoch counts examples, not batches: the last, smaller batch counts less.
   */
  @Test
  void theLossOfAnEpochIsTheMeanOverExamples() {
    Device<?> device = Device.reference();
    Dense model = dense(device, 2, 1, 1);
    model.weights().set(0, 0); // predicts 0, and a rate of 2⁻¹⁰⁰⁰ keeps it there
    Line line = new Line(0.5, 1, 2); // targets 0, 1, 3
    Fit fit = new Fit(device, model, FitTest::squaredError, new Sgd(0x1p-1000));
    History.Epoch epoch = fit.run(line, line, new Fit.Options(1, 2, 1), SILENT).last();
    assertThat(epoch.train().loss()).isCloseTo(10 / 3.0, within(1e-14));
    assertThat(epoch.test().loss()).isCloseTo(10 / 3.0, within(1e-14));
  }

  /** Same seed, same bits, for any number of threads; another seed, other bits. */
  @Test
  void sameSeedSameBitsForAnyNumberOfThreads() {
    int before = Parallel.threads();
    try {
      List<List<double[]>> results = new ArrayList<>();
      for (int threads : new int[] {1, 2, 3, 7}) {
        Parallel.setThreads(threads);
        results.add(digits(1));
      }
      for (List<double[]> result : results) {
        for (int k = 0; k < result.size(); k++) {
          assertThat(result.get(k)).isEqualTo(results.get(0).get(k));
        }
      }
      assertThat(digits(2).get(0)).isNotEqualTo(results.get(0).get(0));
    } finally {
      Parallel.setThreads(before);
    }
  }

  /** What a network with dropout has learned of some digits; large enough for several threads. */
  private static List<double[]> digits(long seed) {
    Device<?> device = Device.cpu();
    Layer model =
        new Sequential(
            dense(device, 784, 128, 1),
            Activation.relu(),
            new Dropout(0.3),
            dense(device, 128, 10, 2));
    ImageExamples train = new ImageExamples(StrokeDigits.draw(300, 1));
    Fit fit = new Fit(device, model, Objective.crossEntropy(), new Adam(0.001));
    History history = fit.run(train, train, new Fit.Options(2, 128, seed), SILENT);
    List<double[]> all = new ArrayList<>(numbers(model));
    all.add(history.epochs().stream().mapToDouble(epoch -> epoch.train().loss()).toArray());
    return all;
  }

  /** A loss that is not a number stops training, in words, and the parameters stay as they were. */
  @Test
  void aLossThatIsNotANumberStopsTraining() {
    Device<?> device = Device.reference();
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Dense model = dense(device, 2, 1, 1);
      List<double[]> before = numbers(model);
      boolean[] ended = {false};
      FitListener listener =
          new FitListener() {
            @Override
            public void fitEnds() {
              ended[0] = true;
            }
          };
      Fit fit = new Fit(device, model, FitTest::squaredError, new Adam(0.1));
      Line line = new Line(bad, bad, bad);
      assertThatThrownBy(() -> fit.run(line, line, new Fit.Options(5, 2, 1), listener))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("the loss became")
          .hasMessageContaining("in epoch 1, step 1 of 2")
          .hasMessageContaining("a smaller learning rate usually helps");
      assertThat(ended[0]).isTrue();
      List<double[]> after = numbers(model);
      for (int k = 0; k < before.size(); k++) {
        assertThat(after.get(k)).isEqualTo(before.get(k));
      }
    }
  }

  /** A rate that is far too large: it diverges, and says so. */
  @Test
  void aRateThatIsTooLargeIsFoundOut() {
    Device<?> device = Device.cpu();
    Fit fit = new Fit(device, dense(device, 2, 1, 1), FitTest::squaredError, new Sgd(1000));
    Line line = new Line(-1, 1, 3);
    assertThatThrownBy(() -> fit.run(line, line, new Fit.Options(100, 3, 1), SILENT))
        .isInstanceOf(DivergedException.class);
  }

  /** Steps end their scopes, but what is learned, and the optimiser's memory, outlives them. */
  @Test
  void parametersOutliveTheSteps() {
    Device<?> device = Device.cpu();
    Dense model = dense(device, 2, 1, 1);
    Fit fit = new Fit(device, model, FitTest::squaredError, new Adam(0.01));
    Line line = new Line(IntStream.range(0, 20).mapToDouble(i -> i / 20.0).toArray());
    double[] losses = new double[3];
    for (int round = 0; round < 3; round++) {
      losses[round] =
          fit.run(line, line, new Fit.Options(20, 5, round), SILENT).last().test().loss();
      for (Parameter parameter : model.parameters()) {
        assertThat(parameter.value().toArray()).doesNotContain(Double.NaN);
      }
    }
    assertThat(losses[1]).isLessThan(losses[0]);
    assertThat(losses[2]).isLessThan(losses[1]);
    Tensor y = model.forward(device.matrix(new double[] {1, 0.5}), Context.INFERENCE);
    assertThat(y.shape()).isEqualTo(new Shape(1, 1));
  }

  /**
   * The optimiser's schedule is asked at every step; one that waits for plateaus is told the test
   * loss of each epoch. A constant function cannot fit, so with patience 0 the rate halves after
   * every epoch but the first.
   */
  @Test
  void schedulesDecideTheRate() {
    Device<?> device = Device.reference();
    Line line = new Line(-1, 0, 1);
    List<Long> asked = new ArrayList<>();
    Plateau plateau = new Plateau(new Plateau.Options(0x1p-60).withFactor(0.5).withPatience(0));
    WarmUp schedule = new WarmUp(2, plateau);
    Sgd sgd =
        new Sgd(
            new Sgd.Options(
                new Schedule() {
                  @Override
                  public double at(long step) {
                    asked.add(step);
                    return schedule.at(step);
                  }

                  @Override
                  public void observe(double loss) {
                    schedule.observe(loss);
                  }
                }));
    new Fit(device, dense(device, 2, 1, 1), FitTest::squaredError, sgd)
        .run(line, line, new Fit.Options(3, 2, 5), SILENT);
    assertThat(asked).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(plateau.at(6)).isEqualTo(0x1p-62);
  }

  /** A step of one's own is a step of fit's. */
  @Test
  void aLoopOfOnesOwn() {
    Device<?> device = Device.reference();
    Line line = new Line(-1, 0, 1);
    Dense one = dense(device, 2, 1, 1);
    Dense other = dense(device, 2, 1, 1);
    new Fit(device, one, FitTest::squaredError, new Sgd(0.1))
        .run(line, line, new Fit.Options(1, 3, 5), SILENT);
    int[] order = RandomStreams.permutation(3, RandomStreams.stream(5, 1));
    Fit.Step step =
        new Fit(device, other, FitTest::squaredError, new Sgd(0.1))
            .step(line.batch(device, order, 0, 3), Context.training(RandomStreams.stream(5, 1, 0)));
    assertThat(step.predictions()).hasSize(1);
    assertThat(step.predictions().get(0).shape()).isEqualTo(new Shape(3, 1));
    assertThat(numbers(other).get(0)).isEqualTo(numbers(one).get(0));
    assertThat(numbers(other).get(1)).isEqualTo(numbers(one).get(1));
  }

  @Test
  void refusesWhatMakesNoSense() {
    Device<?> device = Device.reference();
    Fit fit = new Fit(device, dense(device, 2, 1, 1), FitTest::squaredError, new Sgd(1));
    assertThatThrownBy(() -> fit.run(new Line(), new Line(1), new Fit.Options(1, 1, 1), SILENT))
        .hasMessage("training needs at least one example, got none");
    assertThatThrownBy(() -> new Fit.Options(0, 1, 1))
        .hasMessage("epochs and batch must be at least 1, got 0 and 1");
  }
}
