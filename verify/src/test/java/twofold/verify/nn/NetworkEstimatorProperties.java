package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.classic.NearestNeighbours;
import twofold.math.estimator.Classifier;
import twofold.math.estimator.ProbabilisticClassifier;
import twofold.math.estimator.Regressor;
import twofold.nn.estimator.NetworkEstimator;
import twofold.nn.estimator.NetworkEstimator.Options;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.synthetic.Blobs;
import twofold.nn.synthetic.LabelledPoints;
import twofold.tensor.Device;
import twofold.tensor.Parallel;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;

/** Theorems about {@code NetworkEstimator}: a network in the form of all estimators. */
class NetworkEstimatorProperties {
  private static final Options SHORT = new Options().withHidden(9).withEpochs(3).withBatch(8);

  /** Rows with labels and values. */
  private record Task(double[][] x, int[] y, double[] values) {

    static Task draw(Draw draw) {
      int n = draw.from(2, 90); // fewer and more than a block of answers
      int d = draw.from(1, 4);
      double[][] x = new double[n][];
      int[] y = new int[n];
      double[] values = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = DoubleStream.generate(draw::normal).limit(d).toArray();
        y[i] = draw.from(0, 2);
        values[i] = draw.normal();
      }
      return new Task(x, y, values);
    }

    /** The same in other units. */
    Task scaled(double features, double answers) {
      double[][] z =
          Arrays.stream(x)
              .map(row -> Arrays.stream(row).map(v -> v * features).toArray())
              .toArray(double[][]::new);
      return new Task(z, y, Arrays.stream(values).map(v -> v * answers).toArray());
    }

    ProbabilisticClassifier classifier(Options options) {
      return NetworkEstimator.fit(x, y, options);
    }

    Regressor regressor(Options options) {
      return NetworkEstimator.fit(x, values, options);
    }

    double[][] probabilities(Options options) {
      ProbabilisticClassifier model = classifier(options);
      return Arrays.stream(x).map(model::probabilities).toArray(double[][]::new);
    }
  }

  /** On the processor, a product with a transposed matrix adds in another order for few rows. */
  private static Layer withFewRowsOtherwise(
      Device<?> device, int features, int outputs, RandomGenerator random) {
    Tensor fixed = new Draw(new SplittableRandom(1)).normals(new Shape(40, 300)).to(device);
    return new Sequential(
        new Dense(device, features, 300, Initialiser.he(), random),
        Activation.tanh(),
        new Lambda("transposed product", (x, context) -> x.matMul(fixed.transpose())),
        new Dense(device, 40, outputs, Initialiser.he(), random));
  }

  /**
   * What is said of a point is the same, to the bit, alone and among others, wherever it stands.
   */
  @Property(tries = 15)
  void aPointIsAnsweredAloneAsAmongOthers(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Task task = Task.draw(draw);
    Options wide = SHORT.withArchitecture(NetworkEstimatorProperties::withFewRowsOtherwise);
    Regressor regressor = task.regressor(wide);
    double[] together = regressor.predict(task.x);
    ProbabilisticClassifier classifier = task.classifier(wide);
    int[] labels = classifier.classify(task.x);
    for (int i = 0; i < labels.length; i++) {
      assertThat(regressor.predict(task.x[i])).isEqualTo(together[i]);
      assertThat(classifier.classify(task.x[i])).isEqualTo(labels[i]);
    }
  }

  /** The same seed is the same model to the bit, on any number of threads; another is not. */
  @Property(tries = 5)
  void aSeedIsAModel(@ForAll long seed) {
    Task task = Task.draw(new Draw(new SplittableRandom(seed)));
    Options options = SHORT.withSeed(seed).withHidden(200, 200); // work for more than one thread
    int threads = Parallel.threads();
    double[] one = task.regressor(options).predict(task.x);
    try {
      Parallel.setThreads(threads + 1);
      assertThat(task.regressor(options).predict(task.x)).isEqualTo(one);
    } finally {
      Parallel.setThreads(threads);
    }
    assertThat(task.regressor(options.withSeed(seed + 1)).predict(task.x)).isNotEqualTo(one);
  }

  /** Units do not matter: to the bit, where a change of units rounds nothing. */
  @Property(tries = 15)
  void unitsDoNotMatter(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Task task = Task.draw(draw);
    double features = Math.scalb(1.0, draw.from(-20, 20));
    double answers = Math.scalb(1.0, draw.from(-20, 20));
    Task other = task.scaled(features, answers);
    assertThat(other.probabilities(SHORT)).isDeepEqualTo(task.probabilities(SHORT));
    double[] expected =
        Arrays.stream(task.regressor(SHORT).predict(task.x)).map(v -> v * answers).toArray();
    assertThat(other.regressor(SHORT).predict(other.x)).isEqualTo(expected);
  }

  /**
   * Probabilities: not negative, with sum 1 up to the rounding of three floats, a sum, a quotient.
   */
  @Property(tries = 15)
  void probabilitiesSumToOne(@ForAll long seed) {
    Task task = Task.draw(new Draw(new SplittableRandom(seed)));
    for (double[] p : task.probabilities(SHORT)) {
      assertThat(Arrays.stream(p).min().orElseThrow()).isNotNegative();
      assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(Arithmetic.CPU.gamma(2 * 3 + 2)));
    }
  }

  /** A model keeps nothing of the arrays that it was given. */
  @Property(tries = 5)
  void isNotChangedThroughItsData(@ForAll long seed) {
    Task task = Task.draw(new Draw(new SplittableRandom(seed)));
    double[] point = task.x[0].clone();
    Regressor model = task.regressor(SHORT);
    double before = model.predict(point);
    Arrays.stream(task.x).forEach(row -> Arrays.fill(row, 7));
    Arrays.fill(task.values, 7);
    assertThat(model.predict(point)).isEqualTo(before);
  }

  /**
   * It can stand where nearest neighbours stand. Blobs of deviation 1 whose centres are 20 apart
   * overlap nowhere that is ever drawn - 10 deviations, 10⁻²³ - so both are always right.
   */
  @Property(tries = 3)
  void standsWhereNearestNeighboursStand(@ForAll long seed) {
    double[][] centres = {{0, 0}, {20, 0}, {0, 20}};
    LabelledPoints learned = Blobs.draw(60, centres, 1, seed);
    LabelledPoints asked = Blobs.draw(60, centres, 1, ~seed);
    BiFunction<double[][], int[], Classifier> neighbours =
        (x, y) -> NearestNeighbours.fit(x, y, new NearestNeighbours.Options(3));
    BiFunction<double[][], int[], Classifier> network =
        (x, y) -> NetworkEstimator.fit(x, y, new Options().withSeed(seed));
    for (var estimator : List.of(neighbours, network)) {
      Classifier model = estimator.apply(learned.points(), learned.labels());
      assertThat(model.classes()).isEqualTo(3);
      assertThat(model.classify(asked.points())).isEqualTo(asked.labels());
    }
  }

  /** On every device; without hidden layers it is a line, and finds the one that it is shown. */
  @Example
  void findsALine() {
    double[][] x = {{-2}, {-1}, {0}, {1}, {2}, {3}};
    double[] y = Arrays.stream(x).mapToDouble(row -> 300 - 50 * row[0]).toArray();
    for (Device<?> device : Device.all()) {
      Options line = new Options().withHidden().withL2(0).withRate(0.05).withDevice(device);
      Regressor model = NetworkEstimator.fit(x, y, line.withEpochs(400).withBatch(6));
      assertThat(model.predict(new double[] {10})).isCloseTo(-200, within(1.0));
    }
  }

  @Example
  void refusesWhatMakesNoSense() {
    double[][] x = {{1, 2}, {3, 4}};
    assertThatThrownBy(() -> NetworkEstimator.fit(x, new int[] {0}, SHORT))
        .hasMessage("y must have as many entries as x has rows (2), got 1");
    assertThatThrownBy(() -> NetworkEstimator.fit(x, new int[] {0, -1}, SHORT))
        .hasMessage("y must have labels from 0 on, got -1 at 1");
    assertThatThrownBy(() -> NetworkEstimator.fit(x, new double[] {0, Double.NaN}, SHORT))
        .hasMessage("y must be finite, got NaN at 1");
    assertThatThrownBy(
            () -> NetworkEstimator.fit(new double[][] {{1}, {2, 3}}, new int[] {0, 1}, SHORT))
        .hasMessage("row 1 of x must have 1 features, got 2");
    assertThatThrownBy(() -> NetworkEstimator.fit(new double[0][], new int[0], SHORT))
        .hasMessage("x must have at least one row, got none");
    Regressor model = NetworkEstimator.fit(x, new double[] {1, 2}, SHORT);
    assertThatThrownBy(() -> model.predict(new double[] {1}))
        .hasMessage("point must have 2 features, got 1");
    assertThatThrownBy(() -> new Options().withL2(-1))
        .hasMessage("l2 must be 0 or more and finite, got -1.0");
    assertThatThrownBy(() -> new Options().withRate(0)).hasMessageContaining("rate");
    assertThatThrownBy(() -> new Options().withEpochs(0))
        .hasMessage("epochs and batch must be at least 1, got 0 and 32");
  }
}
