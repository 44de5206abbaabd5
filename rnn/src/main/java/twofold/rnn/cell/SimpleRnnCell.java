package twofold.rnn.cell;

import static twofold.tensor.Tanh.tanh;

import java.util.random.RandomGenerator;
import twofold.nn.layer.Initialiser;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
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
 * {@link SimpleRnnBptt} is this derivation in plain loops, {@link SimpleRnnSequence} the fused
 * operation.
 *
 * <p>[Elman 1990, Finding Structure in Time; Werbos 1990, Backpropagation Through Time]
 */
public final class SimpleRnnCell extends Cell {

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
    super(1, device, inputs, units, inputInitialiser, stateInitialiser, random);
  }

  /** With Glorot's weights for the inputs and orthogonal ones for the state. */
  public SimpleRnnCell(Device<?> device, int inputs, int units, RandomGenerator random) {
    this(device, inputs, units, Initialiser.glorot(), Initialiser.orthogonal(), random);
  }

  /** Of parameters that exist, W, U and b: read from a file, or those of another cell. */
  public SimpleRnnCell(Parameter inputWeights, Parameter stateWeights, Parameter bias) {
    super(1, inputWeights, stateWeights, bias);
  }

  @Override
  int parts() {
    return 1;
  }

  @Override
  State next(Tensor projected, State state) {
    return step(projected, stateWeights().value(), bias().value(), state);
  }

  // region step
  static State step(Tensor projected, Tensor u, Tensor b, State state) {
    Tensor h = state.output();
    return State.of(tanh(projected.add(h.matMul(u)).add(b)));
  }

  // endregion

  @Override
  Tensor sequence(Tensor projected, State start) {
    return new SimpleRnnSequence(projected, stateWeights().value(), bias().value(), start.output())
        .apply();
  }
}
