package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.graph.Model;
import twofold.nn.graph.Node;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Merge;
import twofold.nn.layer.Network;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.SquaredError;
import twofold.nn.metric.Accuracy;
import twofold.nn.metric.Mean;
import twofold.nn.optim.Optimiser;
import twofold.nn.optim.Sgd;
import twofold.nn.save.Checkpoint;
import twofold.nn.save.Names;
import twofold.nn.schedule.Cosine;
import twofold.nn.schedule.Restarts;
import twofold.nn.train.ArrayExamples;
import twofold.nn.train.EarlyStopping;
import twofold.nn.train.Ensemble;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.Goal;
import twofold.nn.train.History;
import twofold.nn.train.Objective;
import twofold.nn.train.Predict;
import twofold.nn.train.SnapshotEnsemble;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parallel;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about training networks with several inputs, outputs and losses. */
class TrainingProperties {
  private static final int CLASSES = 3;
  private static final Goal GOAL =
      Goal.sum(Objective.crossEntropy(), Objective.mean(SquaredError::squaredError).times(0.25));

  private static Device<?> device(Draw draw) {
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    return devices.get(draw.from(0, devices.size() - 1));
  }

  /** Two inputs, a class and a number; a layer used twice, chance, and state. */
  private static Model model(Device<?> device, int width, long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Node a = Node.input("a", width);
    Node b = Node.input("b", width);
    Layer shared =
        new Sequential(dense(device, width, 8, draw), new BatchNorm(device, 8), Activation.tanh());
    Node both = Node.merge(Merge.concat(1), a.through(shared), b.through(shared));
    Node hidden = both.through(new Dropout(0.2));
    return Model.of(
        List.of(a, b),
        List.of(
            hidden.through("class", dense(device, 16, CLASSES, draw)),
            hidden.through("number", dense(device, 16, 1, draw))));
  }

  private static Dense dense(Device<?> device, int inputs, int outputs, Draw draw) {
    return new Dense(device, inputs, outputs, Initialiser.glorot(), draw.random());
  }

  private static ArrayExamples examples(Draw draw, int count, int width) {
    Tensor a = draw.normals(new Shape(count, width));
    Tensor b = draw.normals(new Shape(count, width));
    double[] hot = new double[count * CLASSES];
    double[] number = new double[count];
    for (int i = 0; i < count; i++) {
      double x = a.at(i, 0).item();
      hot[i * CLASSES + (x > 0.5 ? 0 : x > -0.5 ? 1 : 2)] = 1;
      number[i] = x * b.at(i, 0).item();
    }
    Device<?> device = Device.reference();
    return new ArrayExamples(
        List.of(a, b),
        List.of(
            device.tensor(new Shape(count, CLASSES), hot),
            device.tensor(new Shape(count, 1), number)));
  }

  private static Fit fit(Device<?> device, Network model, Optimiser optimiser) {
    return new Fit(device, model, GOAL, optimiser)
        .measuring(Accuracy.accuracy(), Mean.absoluteError().of(1));
  }

  private static Map<String, List<Double>> numbers(Network model) {
    Map<String, List<Double>> numbers = new LinkedHashMap<>();
    Names.all(model).forEach((name, place) -> numbers.put(name, list(place.value())));
    return numbers;
  }

  private static Map<String, List<Double>> numbers(Map<String, Tensor> state) {
    Map<String, List<Double>> numbers = new LinkedHashMap<>();
    state.forEach((name, tensor) -> numbers.put(name, list(tensor)));
    return numbers;
  }

  private static List<Double> list(Tensor x) {
    return Arrays.stream(x.toArray()).boxed().toList();
  }

  private static List<String> scores(History history) {
    return history.epochs().stream()
        .map(epoch -> epoch.number() + " " + epoch.train() + " " + epoch.test())
        .toList();
  }

  /** The gradient of a weighted sum of losses is the weighted sum of their gradients. */
  @Property(tries = 40)
  void lossesAddUp(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Device<?> device = Device.reference();
    Model model = model(device, 2, seed);
    ArrayExamples examples = examples(draw, 6, 2);
    var batch = examples.batch(device, examples.inOrder(), 0, 6);
    List<Tensor> y = model.forward(batch.allInputs(), Context.INFERENCE);
    Tensor first = Objective.crossEntropy().of(y.get(0), batch.allTargets().get(0));
    Tensor second =
        Objective.mean(SquaredError::squaredError).of(y.get(1), batch.allTargets().get(1));
    Tensor loss = GOAL.of(y, batch.allTargets());
    assertThat(loss.item()).isEqualTo(first.item() + 0.25 * second.item());
    Dense ofClass = (Dense) model.layers().get(model.layers().size() - 2);
    Dense ofNumber = (Dense) model.layers().get(model.layers().size() - 1);
    // each head hears of its own loss only; a quarter is exact
    assertThat(gradient(loss, ofClass)).isEqualTo(gradient(first, ofClass));
    assertThat(gradient(loss, ofNumber))
        .isEqualTo(gradient(second, ofNumber).stream().map(g -> 0.25 * g).toList());
  }

  private static List<Double> gradient(Tensor loss, Dense dense) {
    return list(Gradients.of(loss, dense.weights().value()));
  }

  /** Same seed, same bits, for one and for two threads; on rows long enough for both to work. */
  @Property(tries = 5)
  void sameSeedSameBits(@ForAll long seed) {
    int before = Parallel.threads();
    try {
      List<Object> runs = new ArrayList<>();
      for (int threads : new int[] {1, 2, 2}) {
        Parallel.setThreads(threads);
        Device<?> device = Device.cpu();
        Draw draw = new Draw(new SplittableRandom(seed));
        ArrayExamples train = examples(draw, 200, 600);
        Model model = model(device, 600, seed);
        SnapshotEnsemble snapshots = new SnapshotEnsemble(asLayer(model), 2);
        var split = train.holdOut(0.25, seed);
        History history =
            fit(device, model, new Sgd(0.05))
                .run(split.train(), split.heldOut(), new Fit.Options(2, 64, seed), snapshots);
        runs.add(
            List.of(
                numbers(model),
                scores(history),
                numbers(snapshots.state()),
                Predict.predictAll(device, model, train).stream().map(y -> list(y)).toList()));
      }
      assertThat(runs.get(1)).isEqualTo(runs.get(0));
      assertThat(runs.get(2)).isEqualTo(runs.get(0));
    } finally {
      Parallel.setThreads(before);
    }
  }

  /** A layer with the numbers of the model: all that snapshots look at. */
  private static Layer asLayer(Model model) {
    return new Sequential(model.layers());
  }

  /**
   * Training of a network with two outputs that is stopped after any epoch and gone on with from
   * the checkpoint makes the same bits as training that was never stopped: what is learned, what
   * the optimiser, early stopping and the snapshots remember, and when early stopping stops.
   */
  @Property(tries = 60)
  void resumedIsNeverStopped(@ForAll long seed) throws IOException {
    Draw draw = new Draw(new SplittableRandom(seed));
    Device<?> device = device(draw);
    Rules rule = Rules.ALL.get(draw.from(0, Rules.ALL.size() - 1));
    ArrayExamples train = examples(draw, draw.from(4, 20), 2);
    ArrayExamples test = examples(draw, 5, 2);
    int patience = draw.from(0, 2);
    int stop = draw.from(0, 4);
    Fit.Options options = new Fit.Options(stop + draw.from(1, 3), draw.from(2, 8), seed);

    Model straight = model(device, 2, seed);
    Optimiser ofStraight = OptimiserProperties.wrapped(rule);
    FitListener watching = listener(straight, patience);
    History never = fit(device, straight, ofStraight).run(train, test, options, watching);

    Model second = model(device, 2, ~seed);
    Optimiser ofSecond = OptimiserProperties.wrapped(rule);
    FitListener again = listener(second, patience);
    Path file = Files.createTempFile("training", ".safetensors");
    try {
      Model first = model(device, 2, seed);
      Optimiser ofFirst = OptimiserProperties.wrapped(rule);
      FitListener before = listener(first, patience);
      Checkpoint.save(file, first, ofFirst, options, before);
      if (stop > 0) {
        FitListener saving =
            before.and(Checkpoint.afterEachEpoch(file, first, ofFirst, options, before));
        fit(device, first, ofFirst).run(train, test, options.withEpochs(stop), saving);
      }
      Fit.Options rest = Checkpoint.load(file, second, ofSecond, again);
      History resumed = fit(device, second, ofSecond).run(train, test, rest, again);
      assertThat(scores(resumed))
          .isEqualTo(scores(never).subList(rest.done(), never.epochs().size()));
    } finally {
      Files.delete(file);
    }
    assertThat(numbers(second)).as("%s on %s", rule, device).isEqualTo(numbers(straight));
    assertThat(numbers(ofSecond.state())).isEqualTo(numbers(ofStraight.state()));
    assertThat(numbers(again.state())).isEqualTo(numbers(watching.state()));
  }

  private static FitListener listener(Model model, int patience) {
    return new EarlyStopping(model, new EarlyStopping.Options().withPatience(patience))
        .and(new SnapshotEnsemble(asLayer(model), 3));
  }

  /** The network is left with the numbers of its best epoch, whenever that was. */
  @Property(tries = 20)
  void theBestEpochIsPutBack(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Device<?> device = device(draw);
    ArrayExamples train = examples(draw, 8, 2);
    ArrayExamples test = examples(draw, 8, 2);
    Model model = model(device, 2, seed);
    Fit fit = fit(device, model, new Sgd(0.5));
    EarlyStopping stopping = new EarlyStopping(model, new EarlyStopping.Options().withPatience(2));
    History history = fit.run(train, test, new Fit.Options(6, 4, seed), stopping);
    double best =
        history.epochs().stream().mapToDouble(epoch -> epoch.test().loss()).min().orElseThrow();
    assertThat(history.epochs().get(stopping.bestEpoch() - 1).test().loss()).isEqualTo(best);
    assertThat(fit.score(test).loss()).isEqualTo(best);
    assertThat(history.last().number()).isLessThanOrEqualTo(stopping.bestEpoch() + 3);
  }

  /**
   * Snapshots are the network after every period, where the schedule starts again: together they
   * answer as networks that were trained for so long would.
   */
  @Property(tries = 20)
  void snapshotsAreTakenAtTheMinima(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Device<?> device = Device.reference();
    Tensor x = draw.normals(new Shape(12, 2));
    ArrayExamples train = new ArrayExamples(x, draw.normals(new Shape(12, 3)));
    Layer model = small(seed);
    int period = draw.from(1, 5);
    SnapshotEnsemble snapshots = new SnapshotEnsemble(model, period);
    List<List<Double>> after = new ArrayList<>(); // every step
    FitListener noting =
        new FitListener() {
          @Override
          public void stepDone(int epoch, int step, double loss) {
            after.add(all(model));
          }
        };
    Sgd sgd = new Sgd(new Sgd.Options(new Restarts(new Cosine(0.1, period), period)));
    new Fit(device, model, Objective.mean(SquaredError::squaredError), sgd)
        .run(train, train, new Fit.Options(4, 5, seed), snapshots.and(noting)); // 3 steps an epoch
    assertThat(snapshots.count()).isEqualTo(12 / period);
    int most = draw.from(1, 4);
    Ensemble ensemble = snapshots.last(most, () -> small(~seed));
    int first = Math.max(0, snapshots.count() - most);
    assertThat(ensemble.layers()).hasSize(snapshots.count() - first);
    for (int m = first; m < snapshots.count(); m++) {
      assertThat(all(ensemble.layers().get(m - first))).isEqualTo(after.get((m + 1) * period - 1));
    }
  }

  private static Layer small(long seed) {
    return dense(Device.reference(), 2, 3, new Draw(new SplittableRandom(seed)));
  }

  private static List<Double> all(Layer model) {
    return model.parameters().stream()
        .map(Parameter::value)
        .flatMap(value -> list(value).stream())
        .toList();
  }
}
