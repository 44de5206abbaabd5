package twofold.nn.train;

import java.util.ArrayList;
import java.util.List;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.optim.Optimiser;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
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
 *       L = objective(model(inputs), targets)
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
  private final Device<?> device;
  private final Layer model;
  private final Objective objective;
  private final Optimiser optimiser;

  public Fit(Device<?> device, Layer model, Objective objective, Optimiser optimiser) {
    this.device = device;
    this.model = model;
    this.objective = objective;
    this.optimiser = optimiser;
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

  /** What one step saw: loss and predictions before the update. */
  public record Step(double loss, float[] predictions) {}

  /**
   * Trains all epochs that are not done yet; throws {@link DivergedException} as soon as the loss
   * is not finite.
   */
  public History run(Examples train, Examples test, Options options, FitListener listener) {
    if (train.count() == 0) {
      throw new IllegalArgumentException("training needs at least one example, got none");
    }
    List<History.Epoch> epochs = new ArrayList<>();
    try {
      for (int epoch = options.done + 1; epoch <= options.epochs; epoch++) {
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
    Score.Sum sum = new Score.Sum();
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
        sum.add(done.loss, done.predictions, batch.targets().toFloats(), to - from);
        listener.stepDone(epoch, step + 1, done.loss);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new History.Epoch(epoch, sum.score(), score(test), seconds);
  }

  /**
   * One step of training on one batch, for loops of one's own. A loss that is not finite changes
   * nothing.
   */
  public Step step(Examples.Batch batch, Context context) {
    List<Parameter> parameters = model.parameters();
    List<double[]> state = model.state().stream().map(s -> s.value().toArray()).toList();
    Tensor predictions = model.forward(batch.inputs(), context);
    Tensor loss = objective.of(predictions, batch.targets());
    Step done = new Step(loss.item(), predictions.toFloats());
    if (Double.isFinite(done.loss)) {
      List<Tensor> values = parameters.stream().map(Parameter::value).toList();
      optimiser.update(parameters, Gradients.of(loss, values));
    } else {
      for (int k = 0; k < state.size(); k++) { // the forward pass has moved it
        model.state().get(k).set(state.get(k));
      }
    }
    return done;
  }

  /** Loss and accuracy of the model as it is. */
  public Score score(Examples examples) {
    return score(device, model, objective, examples);
  }

  /** The same by any objective: a model may be judged by something else than it was trained for. */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  public static Score score(Device<?> device, Layer model, Objective objective, Examples examples) {
    int[] order = examples.inOrder();
    Score.Sum sum = new Score.Sum();
    for (int from = 0; from < order.length; from += SCORE_BATCH) {
      int to = Math.min(order.length, from + SCORE_BATCH);
      try (Scope scope = Scope.open()) {
        Examples.Batch batch = examples.batch(device, order, from, to);
        Tensor predictions = model.forward(batch.inputs(), Context.INFERENCE);
        double loss = objective.of(predictions, batch.targets()).item();
        sum.add(loss, predictions.toFloats(), batch.targets().toFloats(), to - from);
      }
    }
    return sum.score();
  }

  /**
   * Examples scored at once: enough to keep the kernels busy, little enough for a network's
   * activations to fit.
   */
  private static final int SCORE_BATCH = 500;
}
