package twofold.nn.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Network;
import twofold.nn.metric.Accuracy;
import twofold.nn.metric.Metric;
import twofold.nn.optim.Optimiser;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Scope;
import twofold.tensor.Tensor;

/**
 * Training by mini-batches.
 *
 * <pre>
 *   repeat for each epoch
 *     shuffle the examples
 *     for each batch
 *       L = goal(model(inputs), targets)
 *       θ ← optimiser(θ, ∂L/∂θ)
 * </pre>
 *
 * The seed decides the order of the examples and the randomness of every step; epoch and step have
 * streams of their own, so the same seed on the same device gives the same bits.
 *
 * <p>The learning rate is the optimiser's, which may follow a {@link twofold.nn.schedule.Schedule}.
 * One that waits for plateaus is told the loss on the held-out examples after each epoch.
 */
public final class Fit {
  private static final List<Metric> ACCURACY = List.of(Accuracy.accuracy());

  private final Device<?> device;
  private final Network model;
  private final Goal goal;
  private final Optimiser optimiser;
  private final List<Metric> metrics;

  /** Of a network with one output; beside the loss, the accuracy is measured. */
  public Fit(Device<?> device, Layer model, Objective objective, Optimiser optimiser) {
    this(device, model, objective, optimiser, ACCURACY);
  }

  /** Of any network; nothing but the loss is measured. */
  public Fit(Device<?> device, Network model, Goal goal, Optimiser optimiser) {
    this(device, model, goal, optimiser, List.of());
  }

  private Fit(
      Device<?> device, Network model, Goal goal, Optimiser optimiser, List<Metric> metrics) {
    this.device = device;
    this.model = model;
    this.goal = goal;
    this.optimiser = optimiser;
    this.metrics = metrics;
  }

  /** The same, measuring these beside the loss, and no others. */
  public Fit measuring(Metric... metrics) {
    return new Fit(device, model, goal, optimiser, requireDistinct(List.of(metrics)));
  }

  private static List<Metric> requireDistinct(List<Metric> metrics) {
    Set<String> names = new HashSet<>();
    for (Metric metric : metrics) {
      if (!names.add(metric.name())) {
        throw new IllegalArgumentException(
            "metrics need names of their own, got '" + metric.name() + "' twice");
      }
    }
    return metrics;
  }

  /**
   * @param epochs how often every example is seen
   * @param batch how many examples make one step; the last step of an epoch takes what is left
   * @param seed of all randomness
   * @param done so many of the epochs have been trained already, by a run that was stopped; their
   *     streams of randomness are passed over
   */
  public record Options(int epochs, int batch, long seed, int done) {
    public Options {
      if (epochs < 1 || batch < 1) {
        throw new IllegalArgumentException(
            "epochs and batch must be at least 1, got " + epochs + " and " + batch);
      }
      if (done < 0 || done > epochs) {
        throw new IllegalArgumentException(
            "the epochs done must be from 0 to " + epochs + ", got " + done);
      }
    }

    /** From the start. */
    public Options(int epochs, int batch, long seed) {
      this(epochs, batch, seed, 0);
    }

    public Options withEpochs(int epochs) {
      return new Options(epochs, batch, seed, done);
    }

    public Options withDone(int done) {
      return new Options(epochs, batch, seed, done);
    }
  }

  /**
   * What one step saw before the update.
   *
   * @param terms what the loss is the sum of, as {@link Goal#terms} has them; none if it is not one
   * @param predictions of each output; readable until the scope of the step ends
   */
  public record Step(double loss, List<Double> terms, List<Tensor> predictions) {}

  /** Trains without telling anybody. */
  public History run(Examples train, Examples test, Options options) {
    return run(train, test, options, FitListener.silent());
  }

  /**
   * Trains all epochs that are not done yet, or until the listener wants to stop; throws {@link
   * DivergedException} as soon as the loss is not finite.
   *
   * @param test held-out examples, scored after each epoch; may be none
   */
  public History run(Examples train, Examples test, Options options, FitListener listener) {
    if (train.count() == 0) {
      throw new IllegalArgumentException("training needs at least one example, got none");
    }
    List<History.Epoch> epochs = new ArrayList<>();
    try {
      for (int epoch = options.done + 1;
          epoch <= options.epochs && !listener.wantsToStop();
          epoch++) {
        History.Epoch done = epoch(epoch, train, test, options, listener);
        epochs.add(done);
        if (test.count() > 0) {
          optimiser.observe(done.test().loss());
        }
        listener.epochDone(done);
      }
    } finally {
      listener.fitEnds();
    }
    return new History(epochs);
  }

  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private History.Epoch epoch(
      int epoch, Examples train, Examples test, Options options, FitListener listener) {
    int count = train.count();
    int steps = (count + options.batch - 1) / options.batch;
    listener.epochStarts(epoch, options.epochs, steps);
    long start = System.nanoTime();
    int[] order = RandomStreams.permutation(count, RandomStreams.stream(options.seed, epoch));
    Examples examples = train.epoch(options.seed, epoch);
    Tally tally = new Tally(metrics);
    for (int step = 0; step < steps; step++) {
      int from = step * options.batch;
      int to = Math.min(count, from + options.batch);
      Context context = Context.training(RandomStreams.stream(options.seed, epoch, step));
      try (Scope scope = Scope.open()) {
        Examples.Batch batch = examples.batch(device, order, from, to);
        Step done = step(batch, context);
        if (!Double.isFinite(done.loss)) {
          throw new DivergedException(done.loss, epoch, step + 1, steps);
        }
        tally.add(done.loss, done.terms, done.predictions, batch.allTargets(), to - from);
        listener.stepDone(epoch, step + 1, done.loss);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new History.Epoch(epoch, tally.score(), score(test), seconds);
  }

  /**
   * One step of training on one batch, for loops of one's own. A loss that is not finite changes
   * nothing.
   */
  public Step step(Examples.Batch batch, Context context) {
    List<Parameter> parameters = model.parameters();
    List<double[]> state = model.state().stream().map(s -> s.value().toArray()).toList();
    List<Tensor> predictions = model.forward(batch.allInputs(), context);
    List<Tensor> terms = goal.terms(predictions, batch.allTargets());
    Tensor loss = Several.sum(terms);
    Step done = new Step(loss.item(), items(terms), predictions);
    if (Double.isFinite(done.loss)) {
      optimiser.descend(parameters, loss);
    } else {
      for (int k = 0; k < state.size(); k++) { // the forward pass has moved it
        model.state().get(k).set(state.get(k));
      }
    }
    return done;
  }

  /** Loss and metrics of the model as it is. */
  public Score score(Examples examples) {
    return score(device, model, goal, metrics, examples);
  }

  /**
   * Loss and accuracy by any objective: a model may be judged by something else than it was trained
   * for.
   */
  public static Score score(Device<?> device, Layer model, Objective objective, Examples examples) {
    return score(device, model, objective, ACCURACY, examples);
  }

  /** Of any network by any goal, with any metrics. */
  public static Score score(
      Device<?> device, Network model, Goal goal, List<Metric> metrics, Examples examples) {
    Tally tally = new Tally(requireDistinct(metrics));
    Predict.inBatches(
        device,
        model,
        examples,
        (predictions, batch, count) -> {
          List<Tensor> terms = goal.terms(predictions, batch.allTargets());
          double loss = Several.sum(terms).item();
          tally.add(loss, items(terms), predictions, batch.allTargets(), count);
        });
    return tally.score();
  }

  /** One term is the loss itself, and has been read. */
  private static List<Double> items(List<Tensor> terms) {
    return terms.size() == 1 ? List.of() : terms.stream().map(Tensor::item).toList();
  }
}
