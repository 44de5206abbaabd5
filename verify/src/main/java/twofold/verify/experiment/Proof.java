package twofold.verify.experiment;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.train.Examples;
import twofold.nn.train.Objective;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;
import twofold.verify.check.RunningError;

/**
 * Shows of a trained model that its numbers are right: its gradient against central differences,
 * and loss and gradients on every device against the reference.
 *
 * @param lines what was compared, and the largest error in units of its derived bound
 */
record Proof(List<Line> lines) {
  /**
   * Examples in a batch: few, because the reference computes in plain loops and the bounds several
   * times over.
   */
  private static final int BATCH = 16;

  /**
   * Examples in the batch for the gradient: fewer still. Every example brings kinks of its own, and
   * the closer the nearest kink, the smaller the step and the larger the rounding.
   */
  private static final int GRADIENT_BATCH = 4;

  /**
   * A gradient check of a whole network decides something if its bound is below this part of what
   * it is about, where the slope is about one half: a wrong pullback is wrong by more than that.
   * (The bound is the worst case of three layers' roundings over a small step; the error that is
   * found is many thousand times smaller.)
   */
  private static final double SHARP = 1.0 / 64;

  /** Of so many examples the hardest are taken: a few seconds' work even for plain loops. */
  private static final int LOOKED_AT = 256;

  /** Two points out of three decide the hardest parameter known: 8 all but always do. */
  private static final int ATTEMPTS = 8;

  /** So many values of noise: few enough for sums with pixels to be exact, too many to tie. */
  private static final int GRAINS = 1 << 16;

  /**
   * @param what was compared
   * @param units the largest error divided by its bound; right is at most 1
   */
  record Line(String what, double units) {}

  static Proof of(Layer model, Objective objective, Examples examples, long seed) {
    int[] order = IntStream.range(0, Math.min(BATCH, examples.count())).toArray();
    List<Line> lines = new ArrayList<>();
    int[] hard = hardest(model, objective, examples);
    Examples.Batch batch = examples.batch(Device.reference(), hard, 0, hard.length);
    double units = gradient(model, objective, batch, seed);
    lines.add(new Line("gradient against central differences", units));

    Case expected =
        new Case(model, objective, examples.batch(Device.reference(), order, 0, order.length));
    for (Device<?> device : Device.all()) {
      if (device != Device.reference()) {
        Case actual = new Case(model, objective, examples.batch(device, order, 0, order.length));
        double largest = largestError(expected.results(), actual.results(), Arithmetic.of(device));
        lines.add(new Line("forward and backward on " + device, largest));
      }
    }
    return new Proof(lines);
  }

  /**
   * Moves one parameter after the other, all its numbers at once, in a random direction.
   *
   * <p>The biases of a first convolution move a hundred thousand units. Now and then one of them
   * stands so close to its kink that the step has to be tiny, and the bound decides nothing. Then
   * another grain moves the kinks. Whatever is compared must agree, and every parameter must be
   * decided.
   */
  private static double gradient(
      Layer model, Objective objective, Examples.Batch batch, long seed) {
    double worst = 0;
    for (int k = 0; k < model.parameters().size(); k++) {
      boolean decided = false;
      for (int attempt = 0; attempt < ATTEMPTS && !decided; attempt++) {
        var random = RandomStreams.stream(seed, RandomStreams.name("directions"), k, attempt);
        Case x = new Case(model, objective, grained(batch, random));
        GradientCheck.Report report = x.check(k, random);
        worst = Math.max(worst, report.units());
        decided = report.isSharp(SHARP);
      }
      if (!decided) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return worst;
  }

  /**
   * Those of the first examples whose loss is largest. Where a model is right and sure, the slopes
   * are as small as the loss, and vanish in the rounding.
   */
  private static int[] hardest(Layer model, Objective objective, Examples examples) {
    Device<?> device = model.parameters().get(0).value().device();
    int count = Math.min(LOOKED_AT, examples.count());
    int[] order = examples.inOrder();
    double[] losses = new double[count];
    for (int i = 0; i < count; i++) {
      losses[i] = new Case(model, objective, examples.batch(device, order, i, i + 1)).loss();
    }
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -losses[i]))
        .limit(GRADIENT_BATCH)
        .mapToInt(i -> i)
        .toArray();
  }

  /**
   * The inputs, and on each number a grain of noise from 0 to 1/16.
   *
   * <p>Where a picture is flat, all places of a window of max pooling are equal, and rounding alone
   * decides which of them is the largest: the gradient of each place is then uncertain by all of
   * itself. With the grain no two places tie.
   */
  private static Examples.Batch grained(Examples.Batch batch, RandomGenerator random) {
    double[] x = batch.inputs().toArray();
    for (int i = 0; i < x.length; i++) {
      x[i] += random.nextInt(GRAINS) / (16.0 * GRAINS);
    }
    return new Examples.Batch(
        Device.reference().tensor(batch.inputs().shape(), x), batch.targets());
  }

  /** A model's parameters, moved to the device of a batch. */
  private static final class Case {
    final Layer model;
    final Objective objective;
    final Examples.Batch batch;
    final List<Tensor> values;

    Case(Layer model, Objective objective, Examples.Batch batch) {
      this.model = model;
      this.objective = objective;
      this.batch = batch;
      Device<?> device = batch.inputs().device();
      this.values =
          model.parameters().stream().map(Parameter::value).map(v -> v.to(device)).toList();
    }

    Tensor loss(List<Tensor> parameters) {
      Tensor predictions =
          Parameter.substitute(
              model.parameters(),
              parameters,
              () -> model.forward(batch.inputs(), Context.INFERENCE));
      return objective.of(predictions, batch.targets());
    }

    double loss() {
      return loss(values).item();
    }

    /** The gradient of the loss with respect to the parameter number k. */
    GradientCheck.Report check(int k, RandomGenerator random) {
      Function<List<Tensor>, Tensor> loss =
          one -> {
            List<Tensor> moved = new ArrayList<>(values);
            moved.set(k, one.get(0));
            return loss(moved);
          };
      return GradientCheck.firstOrder(loss, List.of(values.get(k)), random);
    }

    /** The loss, then its gradients. */
    List<Tensor> results() {
      Tensor loss = loss(values);
      List<Tensor> results = new ArrayList<>(List.of(loss));
      results.addAll(Gradients.of(loss, values));
      return results;
    }
  }

  private static double largestError(
      List<Tensor> expected, List<Tensor> actual, Arithmetic arithmetic) {
    RunningError running = new RunningError(arithmetic);
    double largest = 0;
    for (int k = 0; k < expected.size(); k++) {
      double[] e = expected.get(k).toArray();
      double[] a = actual.get(k).toArray();
      double[] bound = running.of(expected.get(k)).toArray();
      for (int i = 0; i < e.length; i++) {
        double difference = Math.abs(e[i] - a[i]);
        double units = difference == 0 ? 0 : difference / bound[i];
        largest = units <= largest ? largest : units; // also takes over a NaN
      }
    }
    return largest;
  }

  void print(PrintStream out) {
    for (Line line : lines) {
      out.printf(
          Locale.ROOT,
          "proof    %s: largest error %.1e of the derived bound%n",
          line.what,
          line.units);
    }
  }

  void requireHolds() {
    for (Line line : lines) {
      if (!(line.units <= 1)) {
        throw new RunFailedException(
            line.what + ": the error is " + line.units + " times the bound it must stay below");
      }
    }
  }
}
