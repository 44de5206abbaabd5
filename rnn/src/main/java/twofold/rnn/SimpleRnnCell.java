package twofold.rnn;

import static twofold.tensor.Tanh.tanh;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Initialiser;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * The simple recurrent cell: a dense layer that also sees what it said one step before.
 *
 * <pre>
 *   h′ = tanh(x·W + h·U + b)       x: (batch, inputs)    h, h′: (batch, units)
 *                                  W: (inputs, units)    U: (units, units)    b: (units)
 * </pre>
 *
 * A sequence x₁ … x_T is read one step at a time, with the same W, U and b at every step; the state
 * h is all the cell remembers. {@link #unroll} writes the steps out one after the other, which
 * makes of the loop an ordinary deep network of T layers that share their weights. Its gradient is
 * therefore nothing new - {@link twofold.tensor.Gradients} gives it - but worked out by hand it
 * shows what a recurrent network can and cannot learn:
 *
 * <pre>
 *   Backpropagation through time. Let aₜ = xₜ·W + hₜ₋₁·U + b and hₜ = tanh aₜ, and let the loss L see each state also
 *   directly, with the gradient vₜ. A bar is ∂L/∂.
 *
 *     hₜ is read by the loss and by step t + 1:     h̄ₜ = vₜ + āₜ₊₁·Uᵀ          (ā_T₊₁ = 0)
 *     tanh′ = 1 − tanh²:                           āₜ = h̄ₜ ∘ (1 − hₜ ∘ hₜ)
 *
 *   so one pass from t = T down to 1 finds every āₜ. The weights are read at every step, so their gradients are sums:
 *
 *     W̄ = Σₜ xₜᵀ·āₜ      Ū = Σₜ hₜ₋₁ᵀ·āₜ      b̄ = Σₜ āₜ summed over the batch      x̄ₜ = āₜ·Wᵀ      h̄₀ = ā₁·Uᵀ
 *
 *   What step T says about step t comes through the product of T − t factors diag(1 − h²)·Uᵀ. Since 1 − h² ≤ 1, it
 *   fades at least as fast as ‖U‖₂ᵀ⁻ᵗ if ‖U‖₂ < 1; only with ‖U‖₂ > 1 can it grow, and then it may explode. Long memory
 *   needs another cell.                                                      [Bengio, Simard & Frasconi 1994]
 * </pre>
 *
 * {@link SimpleRnnBptt} is this derivation in plain loops.
 *
 * <p>[Elman 1990, Finding Structure in Time; Werbos 1990, Backpropagation Through Time]
 */
public final class SimpleRnnCell {
  private final Parameter inputWeights;
  private final Parameter stateWeights;
  private final Parameter bias;

  /**
   * With weights drawn by the initialisers, and bias 0.
   *
   * @param inputs how many numbers each step brings, at least 1
   * @param units how many numbers the state has, at least 1
   * @param inputInitialiser draws W
   * @param stateInitialiser draws U
   */
  public SimpleRnnCell(
      Device<?> device,
      int inputs,
      int units,
      Initialiser inputInitialiser,
      Initialiser stateInitialiser,
      RandomGenerator random) {
    if (inputs < 1 || units < 1) {
      throw new IllegalArgumentException(
          "a simple recurrent cell needs at least 1 input and 1 unit, got "
              + inputs
              + " and "
              + units);
    }
    inputWeights = drawn("input weights", device, inputs, units, inputInitialiser, random);
    stateWeights = drawn("state weights", device, units, units, stateInitialiser, random);
    bias = new Parameter("bias", device.zeros(units));
  }

  private static Parameter drawn(
      String name,
      Device<?> device,
      int from,
      int to,
      Initialiser initialiser,
      RandomGenerator random) {
    return new Parameter(name, initialiser.draw(device, new Shape(from, to), from, to, random));
  }

  /** W. */
  public Parameter inputWeights() {
    return inputWeights;
  }

  /** U. */
  public Parameter stateWeights() {
    return stateWeights;
  }

  /** b. */
  public Parameter bias() {
    return bias;
  }

  /** W, U and b. */
  public List<Parameter> parameters() {
    return List.of(inputWeights, stateWeights, bias);
  }

  public int inputs() {
    return inputWeights.shape().dim(0);
  }

  public int units() {
    return inputWeights.shape().dim(1);
  }

  /** The state before anything has been read: zeros of shape (batch, units). */
  public Tensor start(int batch) {
    return bias.value().device().zeros(batch, units());
  }

  /**
   * One step: the state after x has been read in state h.
   *
   * @param x (batch, inputs)
   * @param h (batch, units)
   * @return h′, (batch, units), every number from −1 to 1
   */
  public Tensor step(Tensor x, Tensor h) {
    if (x.rank() != 2 || x.dim(1) != inputs()) {
      throw new ShapeException(
          "%s needs inputs of shape (batch, %d), got %s", this, inputs(), x.shape());
    }
    if (h.rank() != 2 || h.dim(1) != units() || h.dim(0) != x.dim(0)) {
      throw new ShapeException(
          "%s needs a state of shape (%d, %d) beside inputs of shape %s, got %s",
          this, x.dim(0), units(), x.shape(), h.shape());
    }
    Tensor fromInput = x.matMul(inputWeights.value());
    Tensor fromState = h.matMul(stateWeights.value());
    return tanh(fromInput.add(fromState).add(bias.value()));
  }

  /**
   * Reads a whole sequence: the states h₁ … h_T. The graph holds every step, so memory grows with
   * T; that is the price of the gradient.
   *
   * @param inputs x₁ … x_T, each (batch, inputs)
   * @param start h₀, (batch, units)
   */
  public List<Tensor> unroll(List<Tensor> inputs, Tensor start) {
    List<Tensor> states = new ArrayList<>();
    Tensor h = start;
    for (Tensor x : inputs) {
      h = step(x, h);
      states.add(h);
    }
    return List.copyOf(states);
  }

  @Override
  public String toString() {
    return "SimpleRnnCell " + inputs() + " → " + units();
  }
}
