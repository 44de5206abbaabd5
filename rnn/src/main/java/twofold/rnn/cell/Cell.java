package twofold.rnn.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.InputShape;
import twofold.tensor.Concat;
import twofold.tensor.Device;
import twofold.tensor.Index;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * A recurrent cell: reads a sequence one step at a time, with the same weights at every step, and
 * remembers a {@link State}.
 *
 * <pre>
 *   a = x·W + h·U + b      x: (batch, inputs)      W: (inputs, gates·units)
 *                          h: (batch, units)       U: (units, gates·units)      b: (gates·units)
 * </pre>
 *
 * The columns of W, U and b are dealt out to the gates of the cell, {@link #units} to each; what a
 * cell does with a is its own.
 *
 * <p>A cell can be run in two ways that give the same:
 *
 * <ul>
 *   <li>{@link #step}, and {@link #unroll}, which repeats it: tensor operations, gate by gate. The
 *       loop becomes an ordinary deep network of as many layers as there are steps, which share
 *       their weights, and its gradient is nothing new.
 *   <li>{@link #read}: all products x·W at once, as they wait for nothing, then the whole loop as
 *       one fused operation with backpropagation through time derived by hand.
 * </ul>
 */
public abstract class Cell {
  private final int gates;
  private final Parameter inputWeights;
  private final Parameter stateWeights;
  private final Parameter bias;

  /**
   * With weights drawn for each gate by itself, and bias 0.
   *
   * @param gates how many functions of x and h the cell computes
   * @param inputs how many numbers each step brings, at least 1
   * @param units how many numbers a part of the state has, at least 1
   * @param inputInitialiser draws W
   * @param stateInitialiser draws U
   */
  Cell(
      int gates,
      Device<?> device,
      int inputs,
      int units,
      Initialiser inputInitialiser,
      Initialiser stateInitialiser,
      RandomGenerator random) {
    if (inputs < 1 || units < 1) {
      throw new IllegalArgumentException(
          "a recurrent cell needs at least 1 input and 1 unit, got " + inputs + " and " + units);
    }
    this.gates = gates;
    inputWeights =
        new Parameter(
            "input weights", drawn(device, inputs, units, gates, inputInitialiser, random));
    stateWeights =
        new Parameter(
            "state weights", drawn(device, units, units, gates, stateInitialiser, random));
    bias = new Parameter("bias", device.zeros(gates * units));
  }

  /**
   * Of parameters that exist: read from a file, or those of another cell.
   *
   * @param gates how many functions of x and h the cell computes
   */
  Cell(int gates, Parameter inputWeights, Parameter stateWeights, Parameter bias) {
    String name = getClass().getSimpleName();
    InputShape.requireParameter(name, stateWeights, "units", gates + "·units");
    int units = stateWeights.shape().dim(0);
    InputShape.requireParameter(name, stateWeights, units, gates * units);
    InputShape.requireParameter(name, inputWeights, "inputs", gates * units);
    InputShape.requireParameter(name, bias, gates * units);
    this.gates = gates;
    this.inputWeights = inputWeights;
    this.stateWeights = stateWeights;
    this.bias = bias;
  }

  private static Tensor drawn(
      Device<?> device,
      int from,
      int to,
      int gates,
      Initialiser initialiser,
      RandomGenerator random) {
    List<Tensor> drawn = new ArrayList<>();
    for (int gate = 0; gate < gates; gate++) {
      drawn.add(initialiser.draw(device, new Shape(from, to), from, to, random));
    }
    return Concat.concat(drawn, 1);
  }

  /** Lets the bias of one gate start at a number, where all others start at 0. */
  final void startBias(int gate, double number) {
    double[] start = new double[bias.shape().size()];
    Arrays.fill(start, gate * units(), (gate + 1) * units(), number);
    bias.set(start);
  }

  /** W. */
  public final Parameter inputWeights() {
    return inputWeights;
  }

  /** U. */
  public final Parameter stateWeights() {
    return stateWeights;
  }

  /** b. */
  public final Parameter bias() {
    return bias;
  }

  /** W, U, b, and whatever else the cell learns. */
  public List<Parameter> parameters() {
    return List.of(inputWeights, stateWeights, bias);
  }

  public final int inputs() {
    return inputWeights.shape().dim(0);
  }

  public final int units() {
    return stateWeights.shape().dim(0);
  }

  /** How many parts the state has. */
  abstract int parts();

  /** The state before anything has been read: zeros. */
  public final State start(int batch) {
    Tensor zeros = bias.value().device().zeros(batch, units());
    List<Tensor> parts = new ArrayList<>();
    for (int k = 0; k < parts(); k++) {
      parts.add(zeros);
    }
    return new State(parts);
  }

  /**
   * One step: the state after x has been read in this state.
   *
   * @param x (batch, inputs)
   */
  public final State step(Tensor x, State state) {
    if (x.rank() != 2 || x.dim(1) != inputs()) {
      throw new ShapeException(
          "%s needs inputs of shape (batch, %d), got %s", this, inputs(), x.shape());
    }
    requireState(state, x);
    return next(x.matMul(inputWeights.value()), state);
  }

  /**
   * The step as tensor operations.
   *
   * @param projected x·W, (batch, gates·units)
   */
  abstract State next(Tensor projected, State state);

  /**
   * Reads whole sequences, step by step: static unrolling. The graph holds every operation of every
   * step.
   *
   * @param x (batch, time, inputs), at least one step
   */
  public final Reading unroll(Tensor x, State start) {
    return unroll(x, start, state -> state);
  }

  /**
   * The same, where something happens to each state before the next step reads it.
   *
   * @param between what happens to it; dropout, say
   */
  public final Reading unroll(Tensor x, State start, UnaryOperator<State> between) {
    requireSequences(x);
    requireState(start, x);
    return Unroll.steps(x, start, (step, state) -> step(step, between.apply(state)));
  }

  /**
   * The same by the fused operation.
   *
   * @param x (batch, time, inputs), at least one step
   */
  public final Reading read(Tensor x, State start) {
    requireSequences(x);
    requireState(start, x);
    int batch = x.dim(0);
    int time = x.dim(1);
    Tensor all = x.reshape(batch * time, inputs()).matMul(inputWeights.value());
    return Reading.of(sequence(all.reshape(batch, time, gates * units()), start));
  }

  /**
   * The fused operation.
   *
   * @param projected x·W, (batch, time, gates·units)
   * @return (parts, batch, time, units)
   */
  abstract Tensor sequence(Tensor projected, State start);

  /** The columns of gate number k in a, seen as (batch, units). */
  static Tensor gate(Tensor a, int k, int units) {
    return a.at(Index.all(), Index.range(k * units, (k + 1) * units));
  }

  /** {@code (1 − z)∘n + z∘before}: of what was there as much as z says, of what is new the rest. */
  static Tensor mix(Tensor z, Tensor n, Tensor before) {
    return z.negate().add(1).multiply(n).add(z.multiply(before));
  }

  private void requireSequences(Tensor x) {
    if (x.rank() != 3 || x.dim(2) != inputs() || x.dim(1) == 0) {
      throw new ShapeException(
          "%s needs sequences of shape (batch, time, %d) with at least one step, got %s",
          this, inputs(), x.shape());
    }
  }

  private void requireState(State state, Tensor x) {
    if (state.parts().size() != parts()) {
      throw new ShapeException(
          "%s needs a state of %d part(s), got %d", this, parts(), state.parts().size());
    }
    Shape expected = new Shape(x.dim(0), units());
    for (Tensor part : state.parts()) {
      if (!part.shape().equals(expected)) {
        throw new ShapeException(
            "%s needs a state of shape %s beside inputs of shape %s, got %s",
            this, expected, x.shape(), part.shape());
      }
    }
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + " " + inputs() + " → " + units();
  }
}
