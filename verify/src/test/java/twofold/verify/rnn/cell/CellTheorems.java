package twofold.verify.rnn.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Concat.stack;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.from;
import static twofold.tensor.Index.to;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.rnn.cell.Bptt;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.Reading;
import twofold.rnn.cell.State;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/** What holds for every recurrent cell. */
abstract class CellTheorems {

  abstract Cell cell(int inputs, int units, RandomGenerator random);

  /**
   * Backpropagation through time by hand, for one sequence.
   *
   * @param read the sequence, and everything else that the cell reads
   * @param v what the loss says about each part of the states, (parts, time, units)
   */
  abstract Bptt byHand(One read, double[][][] v);

  /** One sequence and all that is read with it, as arrays: x, the start, W, U, b, further. */
  record One(
      double[][] x, double[][] start, double[][] w, double[][] u, double[] b, double[] further) {

    static One of(Sequence s) {
      List<Tensor> in = s.inputs;
      double[][] start =
          in.subList(s.parameters(), in.size() - 1).stream()
              .map(Tensor::toArray)
              .toArray(double[][]::new);
      double[] further = s.parameters() > 3 ? in.get(3).toArray() : new double[0];
      return new One(
          rows(s.x().at(0)), start, rows(in.get(0)), rows(in.get(1)), in.get(2).toArray(), further);
    }
  }

  /**
   * A cell, everything it reads - its parameters, the parts of the start, the inputs (batch, time,
   * inputs) - and the weights with which a loss sees the states: (parts, batch, time, units).
   */
  record Sequence(Cell cell, List<Tensor> inputs, Tensor v) {

    int parameters() {
      return cell.parameters().size();
    }

    Tensor x() {
      return inputs.get(inputs.size() - 1);
    }

    /** The states, as a function of everything that is read; on any device. */
    Reading states(List<Tensor> read, boolean fused) {
      State start = new State(read.subList(parameters(), read.size() - 1));
      Tensor x = read.get(read.size() - 1);
      return Parameter.substitute(
          cell.parameters(),
          read.subList(0, parameters()),
          () -> fused ? cell.read(x, start) : cell.unroll(x, start));
    }

    Tensor states(List<Tensor> read) {
      return stack(states(read, false).parts(), 0);
    }

    Tensor fused(List<Tensor> read) {
      return stack(states(read, true).parts(), 0);
    }

    /** v∘states: every state has its own say. */
    Tensor weighted(List<Tensor> read) {
      return states(read).multiply(v.to(read.get(0).device()));
    }

    Tensor fusedWeighted(List<Tensor> read) {
      return fused(read).multiply(v.to(read.get(0).device()));
    }
  }

  final Sequence draw(Draw draw, int batch) {
    return draw(draw, batch, draw.from(1, 5), draw.from(1, 4), draw.from(1, 4));
  }

  final Sequence draw(Draw draw, int batch, int steps, int in, int units) {
    Cell cell = cell(in, units, draw.random());
    List<Tensor> inputs = new ArrayList<>();
    for (Parameter parameter : cell.parameters()) {
      // ‖U‖ ≈ 1: with larger weights a long sequence is chaotic, and finite differences say
      // little
      double size = 0.5 / Math.sqrt(parameter.shape().dim(0));
      inputs.add(draw.tensor(parameter.shape(), z -> (float) (size * z)));
    }
    int parts = cell.start(batch).parts().size();
    for (int k = 0; k < parts; k++) {
      inputs.add(draw.normals(new Shape(batch, units)));
    }
    inputs.add(draw.normals(new Shape(batch, steps, in)));
    return new Sequence(cell, inputs, draw.normals(new Shape(parts, batch, steps, units)));
  }

  /**
   * The gradient derived by hand is the one that reverse mode finds, for every parameter, the start
   * and every input.
   *
   * <p>Both compute the same expressions by the same operations, only sums may be in another order.
   * The running error covers every order, so each of the two is within it of the exact gradient,
   * and they are within twice of it of each other.
   */
  @Property(tries = 150)
  void handDerivedIsAutomatic(@ForAll long seed) {
    Sequence s = draw(new Draw(new SplittableRandom(seed)), 1);
    Tensor states = s.states(s.inputs);
    List<Tensor> gradients = Gradients.of(s.weighted(s.inputs).sum(), s.inputs);
    double[][][] v = new double[s.v.dim(0)][][];
    for (int part = 0; part < v.length; part++) {
      v[part] = rows(s.v.at(part, 0));
    }
    Bptt back = byHand(One.of(s), v);
    List<double[]> byHand = new ArrayList<>();
    byHand.add(flat(back.inputWeights()));
    byHand.add(flat(back.stateWeights()));
    byHand.add(back.bias());
    if (s.parameters() > 3) {
      byHand.add(back.further());
    }
    byHand.addAll(List.of(back.start()));
    byHand.add(flat(back.inputs()));

    RunningError running = new RunningError(Arithmetic.DOUBLE);
    for (int part = 0; part < back.states().length; part++) {
      agree("state " + part, flat(afterStart(back.states()[part])), states.at(part), running);
    }
    assertThat(byHand).hasSameSizeAs(gradients);
    for (int k = 0; k < gradients.size(); k++) {
      agree("gradient " + k, byHand.get(k), gradients.get(k), running);
    }
  }

  private static void agree(String what, double[] byHand, Tensor automatic, RunningError running) {
    double[] bound = running.of(automatic).multiply(2).toArray();
    assertThat(Arrays.stream(bound).max().orElseThrow()).as("bound decides").isLessThan(1e-9);
    assertThat(Twins.difference(automatic.toArray(), byHand, bound)).as(what).isEmpty();
  }

  /** And it is the derivative, by central differences: through all steps, for all that is read. */
  @Property(tries = 100)
  void gradientIsTheDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Sequence s = draw(new Draw(random), 2);
    check(GradientCheck.firstOrder(s::weighted, s.inputs, random));
  }

  /** Likewise for each parameter alone, where the others cannot hide an error. */
  @Property(tries = 60)
  void gradientOfEachParameterIsTheDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Sequence s = draw(new Draw(random), 2);
    for (int k = 0; k < s.inputs.size(); k++) {
      check(GradientCheck.firstOrder(alone(s, k), List.of(s.inputs.get(k)), random));
    }
  }

  /** The gradient of the gradient, through all steps, for all that is read. */
  @Property(tries = 60)
  void gradientOfTheGradientIsTheSecondDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Sequence s = draw(new Draw(random), 2);
    check(GradientCheck.secondOrder(s::weighted, s.inputs, random));
  }

  private static Function<List<Tensor>, Tensor> alone(Sequence s, int k) {
    return one -> {
      List<Tensor> read = new ArrayList<>(s.inputs);
      read.set(k, one.get(0));
      return s.weighted(read);
    };
  }

  private static void check(GradientCheck.Report report) {
    assertThat(report.isSharp(1e-4)).as("%s decides something", report).isTrue();
    assertThat(report.units()).as("%s", report).isLessThanOrEqualTo(1);
  }

  /** Every device unrolls a sequence alike, up to the rounding of its arithmetic. */
  @Property(tries = 100)
  void unrollsTheSameOnEveryDevice(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequence s = draw(draw, draw.extent());
    Twins.agree(new Case(s.inputs, s::weighted));
    int which = draw.from(0, s.inputs.size() - 1);
    Twins.agree(new Case(s.inputs, read -> Gradients.of(s.weighted(read).sum(), read.get(which))));
  }

  /**
   * The fused operation and its gradients are those of the steps one by one: in double, and on
   * every device, each within its rounding.
   */
  @Property(tries = 60)
  void readingIsUnrolling(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequence s = draw(draw, draw.from(1, 6));
    agreeInDouble(s::states, s::fused, s.inputs);
    Twins.agree(new Case(s.inputs, s::fusedWeighted));
    for (int k = 0; k < s.inputs.size(); k++) {
      int which = k;
      Function<List<Tensor>, Tensor> automatic =
          read -> Gradients.of(s.weighted(read).sum(), read.get(which));
      Function<List<Tensor>, Tensor> fused =
          read -> Gradients.of(s.fusedWeighted(read).sum(), read.get(which));
      agreeInDouble(automatic, fused, s.inputs);
      Twins.agree(new Case(s.inputs, fused));
    }
  }

  private static void agreeInDouble(
      Function<List<Tensor>, Tensor> p, Function<List<Tensor>, Tensor> q, List<Tensor> inputs) {
    Tensor expected = p.apply(inputs);
    Tensor actual = q.apply(inputs);
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    double[] bound = running.of(expected).add(running.of(actual)).toArray();
    assertThat(Twins.difference(expected.toArray(), actual.toArray(), bound)).isEmpty();
  }

  /**
   * The sequences of a batch do not see each other: one stays the same to the bit, on every device,
   * whatever the others are, even NaN.
   */
  @Property(tries = 60)
  void aSequenceDoesNotDependOnTheOthers(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int batch = draw.from(2, 9);
    Sequence s = draw(draw, batch);
    int row = draw.from(0, batch - 1);
    List<Tensor> changed = new ArrayList<>(s.inputs.subList(0, s.parameters()));
    for (Tensor x : s.inputs.subList(s.parameters(), s.inputs.size())) {
      changed.add(withOtherRows(draw, x, row));
    }
    List<BiFunction<Sequence, List<Tensor>, Tensor>> both =
        List.of(Sequence::states, Sequence::fused);
    for (Device<?> device : everyDevice()) {
      for (BiFunction<Sequence, List<Tensor>, Tensor> way : both) {
        Tensor before = way.apply(s, s.inputs.stream().map(x -> x.to(device)).toList());
        Tensor after = way.apply(s, changed.stream().map(x -> x.to(device)).toList());
        for (int part = 0; part < before.dim(0); part++) {
          assertThat(after.at(part, row).toArray())
              .as("part %d on %s", part, device)
              .isEqualTo(before.at(part, row).toArray());
        }
      }
    }
  }

  private static Tensor withOtherRows(Draw draw, Tensor x, int row) {
    int perRow = x.size() / x.dim(0);
    double[] numbers = x.toArray();
    for (int i = 0; i < numbers.length; i++) {
      if (i / perRow != row) {
        numbers[i] = draw.chance(0.3) ? Double.NaN : draw.normal();
      }
    }
    return x.device().tensor(x.shape(), numbers);
  }

  /**
   * Reading a sequence in two parts, the second from where the first ended, is reading it once; in
   * one arithmetic to the bit.
   */
  @Property(tries = 60)
  void aSequenceCanBeReadInParts(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequence s = draw(draw, 2, draw.from(2, 6), draw.from(1, 4), draw.from(1, 4));
    Tensor x = s.x();
    int cut = draw.from(1, x.dim(1) - 1);
    State start = new State(s.inputs.subList(s.parameters(), s.inputs.size() - 1));
    List<BiFunction<Tensor, State, Reading>> both = List.of(s.cell::read, s.cell::unroll);
    for (BiFunction<Tensor, State, Reading> way : both) {
      Reading whole = way.apply(x, start);
      Reading first = way.apply(x.at(all(), to(cut)), start);
      Reading second = way.apply(x.at(all(), from(cut)), first.last());
      for (int part = 0; part < whole.parts().size(); part++) {
        Tensor joined = concat(List.of(first.parts().get(part), second.parts().get(part)), 1);
        assertThat(joined.toArray()).isEqualTo(whole.parts().get(part).toArray());
      }
    }
  }

  static List<Device<?>> everyDevice() {
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    return devices;
  }

  static double[][] rows(Tensor matrix) {
    double[] numbers = matrix.toArray();
    int columns = matrix.dim(1);
    double[][] rows = new double[matrix.dim(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(numbers, i * columns, (i + 1) * columns);
    }
    return rows;
  }

  static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /** All rows but the first: the states without the start. */
  static double[][] afterStart(double[][] states) {
    return Arrays.copyOfRange(states, 1, states.length);
  }
}
