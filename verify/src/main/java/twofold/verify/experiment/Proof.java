package twofold.verify.experiment;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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

  /**
   * @param what was compared
   * @param units the largest error divided by its bound; right is at most 1
   */
  record Line(String what, double units) {}

  static Proof of(Layer model, Objective objective, Examples examples, long seed) {
    int[] order = IntStream.range(0, Math.min(BATCH, examples.count())).toArray();
    List<Line> lines = new ArrayList<>();
    int few = Math.min(GRADIENT_BATCH, order.length);
    Examples.Batch batch = examples.batch(Device.reference(), order, 0, few);
    lines.add(gradient(new Case(model, objective, batch), seed));

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
   * <p>A bias of a convolution moves tens of thousands of units, and some of them stand so close to
   * their kinks that the step has to be tiny and the bound decides nothing. Such a parameter is
   * still compared, but not counted as decided, and the line says of how many it was.
   */
  private static Line gradient(Case x, long seed) {
    double worst = 0;
    int decided = 0;
    for (int k = 0; k < x.values.size(); k++) {
      int moved = k;
      Function<List<Tensor>, Tensor> loss =
          one -> {
            List<Tensor> values = new ArrayList<>(x.values);
            values.set(moved, one.get(0));
            return x.loss(values);
          };
      var random = RandomStreams.stream(seed, RandomStreams.name("directions"), k);
      var report = GradientCheck.firstOrder(loss, List.of(x.values.get(k)), random);
      worst = Math.max(worst, report.units());
      decided += report.isSharp(SHARP) ? 1 : 0;
    }
    int all = x.values.size();
    String what = "gradient against central differences";
    if (decided == 0) { // that would be no proof
      worst = Double.POSITIVE_INFINITY;
    }
    return new Line(
        decided == all ? what : what + ", decisive for " + decided + " of " + all + " parameters",
        worst);
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
