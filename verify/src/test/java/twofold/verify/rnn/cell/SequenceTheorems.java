package twofold.verify.rnn.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Index.to;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.rnn.cell.FusedSequence;
import twofold.tensor.Composed;
import twofold.tensor.Device;
import twofold.tensor.GradientChecker;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems;
import twofold.verify.tensor.Twins;

/**
 * What holds for every fused recurrent operation, and for its gradient. Its inputs are the
 * projected inputs (batch, time, gates·units), weights, and starts (batch, units); then, for a
 * gradient, that of all states (parts, batch, time, units).
 */
abstract class SequenceTheorems extends OperationTheorems {

  /**
   * A fused operation.
   *
   * @param gates how many columns p, U and b have, in units
   * @param parts how many parts the state has
   * @param further the shape of a further parameter, for so many units; none if null
   * @param of the operation on these inputs
   */
  record Fused(
      int gates, int parts, IntFunction<Shape> further, Function<List<Tensor>, FusedSequence> of) {

    /** U, b, and the further parameter. */
    List<Shape> weights(int units) {
      List<Shape> weights = new ArrayList<>();
      weights.add(new Shape(units, gates * units));
      weights.add(new Shape(gates * units));
      if (further != null) {
        weights.add(further.apply(units));
      }
      return weights;
    }
  }

  private final Fused fused;
  private final boolean isGradient;

  /**
   * @param isGradient whether this is about the operation's gradient
   */
  SequenceTheorems(Fused fused, boolean isGradient) {
    this.fused = fused;
    this.isGradient = isGradient;
  }

  /** The operation; or the gradient, of which the last input is what the loss says. */
  private Composed operation(List<Tensor> in) {
    if (!isGradient) {
      return fused.of.apply(in);
    }
    int last = in.size() - 1;
    FusedSequence sequence = fused.of.apply(in.subList(0, last));
    return sequence.gradient(sequence.forward(), in.get(last));
  }

  /** A fused operation on some inputs. */
  record On(Fused fused, List<Tensor> in) {

    Tensor result(Device<?> device) {
      return fused.of.apply(in.stream().map(input -> input.to(device)).toList()).apply();
    }
  }

  /** Two operations say the same on every device, each within its own rounding. */
  static void agree(On one, On other) {
    for (Device<?> device : CellTheorems.everyDevice()) {
      RunningError running = new RunningError(Arithmetic.of(device));
      Tensor ofOne = running.of(one.result(Device.reference()));
      Tensor ofOther = running.of(other.result(Device.reference()));
      double[] expected = one.result(device).toArray();
      double[] actual = other.result(device).toArray();
      double[] bound = ofOne.add(ofOther).toArray();
      assertThat(Twins.difference(expected, actual, bound)).as("on %s", device).isEmpty();
    }
  }

  final Tensor fused(List<Tensor> in) {
    return operation(in).apply();
  }

  /** A ten-thousandth: third derivatives through all steps are large. */
  @Override
  protected boolean decides(GradientCheck.Report report) {
    return report.isSharp(1e-4);
  }

  @Override
  protected boolean decides(GradientChecker.Report report) {
    return report.isSharp(1e-4);
  }

  @Override
  protected Case smooth(Draw draw) {
    return draw(draw, draw.from(1, 4), draw.from(1, 4), draw.from(1, 3));
  }

  /** With NaN and infinities among the inputs: those of one sequence, as they spread. */
  @Override
  protected Case special(Draw draw) {
    Case x = draw(draw, draw.from(1, 3), draw.from(1, 3), draw.from(1, 20));
    List<Tensor> inputs = new ArrayList<>(x.inputs());
    int which = draw.chance(0.7) ? 0 : inputs.size() - 1;
    double[] numbers = inputs.get(which).toArray();
    double[] specials = {Double.NaN, 1e4, -1e4, 0, -0.0, Float.MIN_VALUE};
    numbers[draw.from(0, numbers.length - 1)] = specials[draw.from(0, specials.length - 1)];
    inputs.set(which, Device.reference().tensor(inputs.get(which).shape(), numbers));
    return new Case(inputs, x.function());
  }

  /** More than one tile of rows and columns, and more than one thread takes. */
  private Case large(Draw draw) {
    return draw(draw, draw.from(1, 40), draw.from(1, 5), draw.from(1, 70));
  }

  Case draw(Draw draw, int batch, int steps, int units) {
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(draw.normals(new Shape(batch, steps, fused.gates * units)));
    // ‖U‖ ≈ 1: with larger weights a long sequence is chaotic, and nobody can compute it
    double size = 0.5 / Math.sqrt(units);
    for (Shape shape : fused.weights(units)) {
      inputs.add(draw.tensor(shape, z -> (float) (size * z)));
    }
    for (int k = 0; k < fused.parts; k++) {
      inputs.add(draw.normals(new Shape(batch, units)));
    }
    if (isGradient) {
      inputs.add(draw.normals(new Shape(fused.parts, batch, steps, units)));
    }
    return new Case(inputs, this::fused);
  }

  /** The same with some numbers of the bias, from … to − 1, all the same. */
  static Case withBias(Case x, int from, int to, double number) {
    List<Tensor> inputs = new ArrayList<>(x.inputs());
    double[] bias = inputs.get(2).toArray();
    Arrays.fill(bias, from, to, number);
    inputs.set(2, Device.reference().tensor(inputs.get(2).shape(), bias));
    return new Case(inputs, x.function());
  }

  /**
   * That one part of the state is what it was at the start after every step, on every device and to
   * the bit: so with gates that are 0 or 1, as σ(±1000) is in every arithmetic.
   */
  final void keepsItsStart(Case x, int part) {
    for (Device<?> device : CellTheorems.everyDevice()) {
      List<Tensor> in = x.inputs().stream().map(input -> input.to(device)).toList();
      Tensor start = in.get(in.size() - fused.parts + part);
      Tensor states = fused(in).at(part);
      for (int b = 0; b < states.dim(0); b++) {
        for (int t = 0; t < states.dim(1); t++) {
          assertThat(states.at(b, t).toArray())
              .as("sequence %d, step %d on %s", b, t, device)
              .isEqualTo(start.at(b).toArray());
        }
      }
    }
  }

  /**
   * Where inputs are the fronts of longer tensors, nothing behind them is read, to the bit: a
   * kernel may not take the length of storage for that of an input.
   */
  @Property(tries = 20)
  void readsNoMoreThanItsInputs(@ForAll long seed) {
    Case x = smooth(new Draw(new SplittableRandom(seed)));
    for (Device<?> device : CellTheorems.everyDevice()) {
      List<Tensor> in = x.inputs().stream().map(input -> input.to(device)).toList();
      List<Tensor> fronts =
          in.stream().map(y -> concat(List.of(y, y.multiply(2)), 0).at(to(y.dim(0)))).toList();
      assertThat(fused(fronts).toArray()).as("on %s", device).isEqualTo(fused(in).toArray());
    }
  }

  /** The fused operation is the composition, both in double, within the running errors of both. */
  @Property(tries = 100)
  void isTheComposition(@ForAll long seed) {
    agree(smooth(new Draw(new SplittableRandom(seed))).inputs());
  }

  /**
   * Also where all parts of the start are one tensor, as they are before anything has been read:
   * what is said about each part is not what is said about all.
   */
  @Property(tries = 30)
  void isTheCompositionFromOneTensorInSeveralPlaces(@ForAll long seed) {
    List<Tensor> inputs = new ArrayList<>(smooth(new Draw(new SplittableRandom(seed))).inputs());
    int first = 1 + fused.weights(inputs.get(1).dim(0)).size();
    for (int k = first; k < first + fused.parts; k++) {
      inputs.set(k, inputs.get(first));
    }
    agree(inputs);
  }

  private void agree(List<Tensor> inputs) {
    Tensor expected = operation(inputs).composed(inputs);
    Tensor actual = fused(inputs);
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    Tensor bound = running.of(expected).add(running.of(actual));
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(Twins.difference(expected.toArray(), actual.toArray(), bound.toArray())).isEmpty();
  }

  @Property(tries = 20)
  void twinsAgreeOnManyNumbers(@ForAll long seed) {
    Twins.agree(large(new Draw(new SplittableRandom(seed))));
  }

  @Property(tries = 10)
  void sameBitsForAnyNumberOfThreads(@ForAll long seed) {
    Twins.sameBitsForAnyNumberOfThreads(large(new Draw(new SplittableRandom(seed))));
  }
}
