package twofold.nn.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.math.estimator.ProbabilisticClassifier;
import twofold.nn.data.KFold;
import twofold.nn.data.StrokeDigits;
import twofold.nn.estimator.NetworkEstimator;
import twofold.nn.graph.Model;
import twofold.nn.graph.Node;
import twofold.nn.graph.Summary;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.SquaredError;
import twofold.nn.metric.Accuracy;
import twofold.nn.metric.Mean;
import twofold.nn.optim.Adam;
import twofold.nn.optim.Optimiser;
import twofold.nn.optim.Sgd;
import twofold.nn.save.Checkpoint;
import twofold.nn.schedule.Cosine;
import twofold.nn.schedule.Restarts;
import twofold.nn.synthetic.LabelledPoints;
import twofold.nn.synthetic.Moons;
import twofold.nn.train.ArrayExamples;
import twofold.nn.train.CsvLog;
import twofold.nn.train.EarlyStopping;
import twofold.nn.train.Ensemble;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.Goal;
import twofold.nn.train.History;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;
import twofold.nn.train.Predict;
import twofold.nn.train.SnapshotEnsemble;
import twofold.nn.train.Watch;
import twofold.nn.train.WhenBest;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** The examples of the chapter "Training". */
class TrainingTest {
  private final Device<?> device = Device.cpu();
  private final Examples digits = new ImageExamples(StrokeDigits.draw(300, 1));
  private final long seed = 7;

  @TempDir Path folder;

  private Dense dense(int inputs, int outputs) {
    return new Dense(device, inputs, outputs, Initialiser.he(), RandomStreams.of(seed));
  }

  private Layer build() {
    return new Sequential(dense(784, 32), Activation.relu(), dense(32, 10));
  }

  @Test
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  void aLoopByHand() {
    Layer model = build();
    Objective objective = Objective.crossEntropy();
    double before = Fit.score(device, model, objective, digits).loss();
    // region loop
    Optimiser optimiser = new Adam(0.001);
    int[] order = RandomStreams.permutation(digits.count(), RandomStreams.of(seed));
    for (int from = 0; from < order.length; from += 50) {
      try (Scope scope = Scope.open()) { // what a step computes ends with it
        Examples.Batch batch = digits.batch(device, order, from, from + 50);
        Context context = Context.training(RandomStreams.stream(seed, from));
        Tensor predictions = model.forward(batch.inputs(), context);
        optimiser.descend(model.parameters(), objective.of(predictions, batch.targets()));
      }
    }
    // endregion
    assertThat(Fit.score(device, model, objective, digits).loss()).isLessThan(before);
  }

  @Test
  void fittedWithListeners() {
    Layer model = build();
    Optimiser optimiser = new Adam(0.002);
    Fit fit = new Fit(device, model, Objective.crossEntropy(), optimiser);
    Fit.Options options = new Fit.Options(20, 50, seed);
    Path best = folder.resolve("best.safetensors");
    Path log = folder.resolve("log.csv");
    // region listeners
    Examples.Split split = digits.holdOut(0.2, seed);
    FitListener saving = Checkpoint.afterEachEpoch(best, model, optimiser, options);
    FitListener listener =
        new EarlyStopping(model, new EarlyStopping.Options().withPatience(2))
            .and(new WhenBest(Watch.largest("accuracy"), saving))
            .and(new CsvLog(log));
    History history = fit.run(split.train(), split.heldOut(), options, listener);
    // endregion
    assertThat(history.last().test().accuracy()).isGreaterThan(0.3);
    assertThat(best).exists();
    assertThat(Files.exists(log)).isTrue();
  }

  /** Each image and its label, and how much ink there is on it. */
  private Examples withInk() {
    Examples.Batch all = digits.batch(device, digits.inOrder(), 0, digits.count());
    Tensor ink = all.inputs().mean(1).reshape(-1, 1);
    return new ArrayExamples(List.of(all.inputs()), List.of(all.targets(), ink));
  }

  @Test
  void twoAnswers() {
    Examples examples = withInk();
    // region graph
    Node pixels = Node.input("pixels", 784);
    Node hidden = pixels.through(dense(784, 32), Activation.relu());
    Node digit = hidden.through("digit", dense(32, 10));
    Node ink = hidden.through("ink", dense(32, 1));
    Model model = Model.of(List.of(pixels), List.of(digit, ink));
    // endregion
    // region goal
    Objective ofDigit = Objective.crossEntropy();
    Objective ofInk = Objective.mean(SquaredError::squaredError);
    Fit fit =
        new Fit(device, model, Goal.sum(ofDigit, ofInk.times(0.5)), new Adam(0.002))
            .measuring(Accuracy.accuracy(), Mean.absoluteError().of(1));
    History history = fit.run(examples, examples, new Fit.Options(10, 50, seed));
    List<Tensor> answers = Predict.predictAll(device, model, examples);
    // endregion
    assertThat(history.last().test().metric("mae of output 1")).isLessThan(0.2);
    assertThat(history.last().test().accuracy()).isGreaterThan(0.5);
    assertThat(answers.get(0).shape()).isEqualTo(new Shape(300, 10));
    assertThat(answers.get(1).shape()).isEqualTo(new Shape(300, 1));
    assertThat(Summary.of(device, model, new Shape(784)).parameters())
        .isEqualTo(785 * 32 + 33 * 10 + 33);
  }

  @Test
  void anEnsembleForThePriceOfOne() {
    Layer model = build();
    // region snapshots
    int period = 30; // steps: five epochs of six
    Optimiser optimiser = new Sgd(new Sgd.Options(new Restarts(new Cosine(0.1, period), period)));
    SnapshotEnsemble snapshots = new SnapshotEnsemble(model, period);
    new Fit(device, model, Objective.crossEntropy(), optimiser)
        .run(digits, digits, new Fit.Options(15, 50, seed), snapshots);
    Ensemble ensemble = snapshots.last(3, () -> build());
    // endregion
    Objective objective = Objective.crossEntropy();
    double mean = 0;
    for (Layer member : ensemble.layers()) {
      mean += Fit.score(device, member, objective, digits).loss() / 3;
    }
    assertThat(Fit.score(device, ensemble, objective, digits).loss()).isLessThan(mean);
  }

  @Test
  void anEstimatorAmongOthers() {
    LabelledPoints moons = Moons.draw(200, 0.1, seed);
    double[][] x = moons.points();
    int[] y = moons.labels();
    // region estimator
    var options = new NetworkEstimator.Options().withHidden(16, 16).withEpochs(50).withSeed(seed);
    int right = 0;
    for (KFold fold : KFold.split(x.length, 5, RandomStreams.of(seed))) {
      ProbabilisticClassifier model =
          NetworkEstimator.fit(rows(x, fold.learned()), labels(y, fold.learned()), options);
      for (int i : fold.heldOut()) {
        right += model.classify(x[i]) == y[i] ? 1 : 0;
      }
    }
    // endregion
    assertThat(right).isGreaterThan(190);
  }

  private static double[][] rows(double[][] x, int[] chosen) {
    return Arrays.stream(chosen).mapToObj(i -> x[i]).toArray(double[][]::new);
  }

  private static int[] labels(int[] y, int[] chosen) {
    return Arrays.stream(chosen).map(i -> y[i]).toArray();
  }
}
