package twofold.verify.rnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Initialiser;
import twofold.rnn.SimpleRnnBptt;
import twofold.rnn.SimpleRnnCell;
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

/** Theorems about {@code SimpleRnnCell} and {@code SimpleRnnBptt}. */
class SimpleRnnCellProperties {

  /**
   * A cell, everything it reads - W, U, b, h₀, x₁ … x_T, in this order - and the weights v₁ … v_T
   * with which a loss sees the states.
   */
  private record Sequence(SimpleRnnCell cell, List<Tensor> inputs, List<Tensor> v) {

    static Sequence draw(Draw draw, int batch) {
      int steps = draw.from(1, 5);
      int in = draw.from(1, 4);
      int units = draw.from(1, 4);
      SimpleRnnCell cell =
          new SimpleRnnCell(
              Device.reference(),
              in,
              units,
              Initialiser.glorot(),
              Initialiser.glorot(),
              draw.random());
      List<Tensor> inputs = new ArrayList<>();
      for (Parameter parameter : cell.parameters()) {
        // ‖U‖ ≈ 1: with larger weights a long sequence is chaotic, and finite differences say
        // little
        double size = 0.5 / Math.sqrt(parameter.shape().dim(0));
        inputs.add(draw.tensor(parameter.shape(), z -> size * z));
      }
      inputs.add(draw.normals(new Shape(batch, units)));
      List<Tensor> v = new ArrayList<>();
      for (int t = 0; t < steps; t++) {
        inputs.add(draw.normals(new Shape(batch, in)));
        v.add(draw.normals(new Shape(batch, units)));
      }
      return new Sequence(cell, inputs, v);
    }

    /** The states, as a function of everything that is read; on any device. */
    List<Tensor> states(List<Tensor> read) {
      return Parameter.substitute(
          cell.parameters(),
          read.subList(0, 3),
          () -> cell.unroll(read.subList(4, read.size()), read.get(3)));
    }

    /** Σₜ vₜ∘hₜ: every state has its own say. */
    Tensor weighted(List<Tensor> read) {
      List<Tensor> states = states(read);
      Tensor sum = null;
      for (int t = 0; t < states.size(); t++) {
        Tensor term = states.get(t).multiply(v.get(t).to(states.get(t).device()));
        sum = sum == null ? term : sum.add(term);
      }
      return sum;
    }
  }

  /**
   * The gradient derived by hand is the one that reverse mode finds, for W, U, b, the start and
   * every input.
   *
   * <p>Both compute the same expressions by the same operations, only sums may be in another order.
   * The running error covers every order, so each of the two is within it of the exact gradient,
   * and they are within twice of it of each other.
   */
  @Property(tries = 150)
  void handDerivedIsAutomatic(@ForAll long seed) {
    Sequence s = Sequence.draw(new Draw(new SplittableRandom(seed)), 1);
    List<Tensor> states = s.states(s.inputs);
    List<Tensor> gradients = Gradients.of(s.weighted(s.inputs).sum(), s.inputs);
    List<Tensor> x = s.inputs.subList(4, s.inputs.size());
    SimpleRnnBptt back =
        SimpleRnnBptt.of(
            stacked(x),
            s.inputs.get(3).toArray(),
            rows(s.inputs.get(0)),
            rows(s.inputs.get(1)),
            s.inputs.get(2).toArray(),
            stacked(s.v));

    RunningError running = new RunningError(Arithmetic.DOUBLE);
    for (int t = 0; t < states.size(); t++) {
      agree("state " + (t + 1), back.states()[t + 1], states.get(t), running);
      agree("gradient of input " + (t + 1), back.inputs()[t], gradients.get(4 + t), running);
    }
    agree("gradient of W", flat(back.inputWeights()), gradients.get(0), running);
    agree("gradient of U", flat(back.stateWeights()), gradients.get(1), running);
    agree("gradient of b", back.bias(), gradients.get(2), running);
    agree("gradient of the start", back.start(), gradients.get(3), running);
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
    Sequence s = Sequence.draw(new Draw(random), 2);
    check(GradientCheck.firstOrder(s::weighted, s.inputs, random));
  }

  /** Likewise for each parameter alone, where the others cannot hide an error. */
  @Property(tries = 60)
  void gradientOfEachParameterIsTheDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Sequence s = Sequence.draw(new Draw(random), 2);
    for (int k = 0; k < s.inputs.size(); k++) {
      check(GradientCheck.firstOrder(alone(s, k), List.of(s.inputs.get(k)), random));
    }
  }

  /** The gradient of the gradient, through all steps, for all that is read. */
  @Property(tries = 60)
  void gradientOfTheGradientIsTheSecondDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Sequence s = Sequence.draw(new Draw(random), 2);
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

  /**
   * Every device reads a sequence alike, up to the rounding of its arithmetic; so do the gradients
   * that it computes.
   */
  @Property(tries = 100)
  void sameOnEveryDevice(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequence s = Sequence.draw(draw, draw.extent());
    Twins.agree(new Case(s.inputs, s::weighted));
    int which = draw.from(0, s.inputs.size() - 1);
    Twins.agree(new Case(s.inputs, read -> Gradients.of(s.weighted(read).sum(), read.get(which))));
  }

  /**
   * No state leaves [−1, 1], however large what was read: by no rounding on reference and cpu, by
   * the promise for tanh of OpenCL elsewhere.
   */
  @Property(tries = 100)
  void statesStayWithinOne(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequence s = Sequence.draw(draw, 3);
    double size = draw.chance(0.5) ? 1 : 1e6;
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    for (Device<?> device : devices) {
      double excess = device.name().equals("gpu") ? Arithmetic.OPENCL.ulp(5) : 0;
      List<Tensor> read =
          s.inputs.stream().map(x -> x.multiply(size).stopGradient().to(device)).toList();
      for (Tensor state : s.states(read)) {
        for (double h : state.toArray()) {
          assertThat(Math.abs(h)).as("on %s", device).isLessThanOrEqualTo(1 + excess);
        }
      }
    }
  }

  /**
   * The sequences of a batch do not see each other: one row stays the same to the bit, on every
   * device, whatever the others are, even NaN.
   */
  @Property(tries = 100)
  void aRowDoesNotDependOnTheOthers(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int batch = draw.from(2, 9);
    Sequence s = Sequence.draw(draw, batch);
    int row = draw.from(0, batch - 1);
    List<Tensor> changed = new ArrayList<>(s.inputs.subList(0, 3));
    for (Tensor x : s.inputs.subList(3, s.inputs.size())) {
      changed.add(withOtherRows(draw, x, row));
    }
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    for (Device<?> device : devices) {
      List<Tensor> before = s.states(s.inputs.stream().map(x -> x.to(device)).toList());
      List<Tensor> after = s.states(changed.stream().map(x -> x.to(device)).toList());
      for (int t = 0; t < before.size(); t++) {
        assertThat(rows(after.get(t))[row])
            .as("step %d on %s", t + 1, device)
            .isEqualTo(rows(before.get(t))[row]);
      }
    }
  }

  private static Tensor withOtherRows(Draw draw, Tensor x, int row) {
    int columns = x.dim(1);
    double[] numbers = x.toArray();
    for (int i = 0; i < numbers.length; i++) {
      if (i / columns != row) {
        numbers[i] = draw.chance(0.3) ? Double.NaN : draw.normal();
      }
    }
    return x.device().tensor(x.shape(), numbers);
  }

  /** Reading a sequence in two parts, the second from where the first ended, is reading it once. */
  @Property(tries = 100)
  void aSequenceCanBeReadInParts(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequence s = Sequence.draw(draw, 2);
    List<Tensor> x = s.inputs.subList(4, s.inputs.size());
    int cut = draw.from(0, x.size());
    List<Tensor> whole = s.cell.unroll(x, s.inputs.get(3));
    List<Tensor> parts = new ArrayList<>(s.cell.unroll(x.subList(0, cut), s.inputs.get(3)));
    Tensor between = cut == 0 ? s.inputs.get(3) : parts.get(cut - 1);
    parts.addAll(s.cell.unroll(x.subList(cut, x.size()), between));
    for (int t = 0; t < whole.size(); t++) {
      assertThat(parts.get(t).toArray()).isEqualTo(whole.get(t).toArray());
    }
  }

  private static double[][] rows(Tensor matrix) {
    double[] numbers = matrix.toArray();
    int columns = matrix.dim(1);
    double[][] rows = new double[matrix.dim(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(numbers, i * columns, (i + 1) * columns);
    }
    return rows;
  }

  /** Matrices of one row each, as the rows of one. */
  private static double[][] stacked(List<Tensor> oneRowEach) {
    return oneRowEach.stream().map(Tensor::toArray).toArray(double[][]::new);
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
