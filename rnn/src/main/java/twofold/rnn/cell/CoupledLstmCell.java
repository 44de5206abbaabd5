package twofold.rnn.cell;

import static twofold.tensor.Sigmoid.sigmoid;
import static twofold.tensor.Tanh.tanh;

import java.util.random.RandomGenerator;
import twofold.nn.layer.Initialiser;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * The long short-term memory with coupled gates: as much as is forgotten is taken in.
 *
 * <pre>
 *   f  = σ(x·W_f + h·U_f + b_f)     forget gate: how much of what was there stays
 *   o  = σ(x·Wₒ + h·Uₒ + bₒ)        output gate: how much is shown
 *   g  = tanh(x·W_g + h·U_g + b_g)  what is new
 *   c′ = f∘c + (1 − f)∘g            the memory
 *   h′ = o∘tanh(c′)                 what is shown
 *
 *   x: (batch, inputs)     all others: (batch, units)     columns of W, U, b: f, o, g
 * </pre>
 *
 * It is {@link LstmCell} with i = 1 − f, which as σ(−a) = 1 − σ(a) is the cell whose input gate has
 * the weights of the forget gate with the other sign. A quarter of the weights less, and the memory
 * stays within −1 and 1 if it starts there: it is a mean of what was new at every step.
 *
 * <p>The bias of the forget gate starts at 1, as there.
 *
 * <p>{@link CoupledLstmBptt} is backpropagation through time by hand, {@link CoupledLstmSequence}
 * the fused operation.
 *
 * <p>[Greff, Srivastava, Koutník, Steunebrink &amp; Schmidhuber 2017, LSTM: A Search Space Odyssey,
 * variant CIFG]
 */
public final class CoupledLstmCell extends Cell {
  static final int GATES = 3;
  static final int FORGET = 0;
  static final int OUTPUT = 1;
  static final int NEW = 2;

  /**
   * With weights drawn by the initialisers, and bias 0; but 1 for the forget gate.
   *
   * @param inputs how many numbers each step brings, at least 1
   * @param units how many numbers h and c have each, at least 1
   */
  public CoupledLstmCell(
      Device<?> device,
      int inputs,
      int units,
      Initialiser inputInitialiser,
      Initialiser stateInitialiser,
      RandomGenerator random) {
    super(GATES, device, inputs, units, inputInitialiser, stateInitialiser, random);
    startBias(FORGET, 1);
  }

  /** With Glorot's weights for the inputs and orthogonal ones for the state. */
  public CoupledLstmCell(Device<?> device, int inputs, int units, RandomGenerator random) {
    this(device, inputs, units, Initialiser.glorot(), Initialiser.orthogonal(), random);
  }

  /** Of parameters that exist, W, U and b: read from a file, or those of another cell. */
  public CoupledLstmCell(Parameter inputWeights, Parameter stateWeights, Parameter bias) {
    super(GATES, inputWeights, stateWeights, bias);
  }

  @Override
  int parts() {
    return 2;
  }

  @Override
  State next(Tensor projected, State state) {
    return step(projected, stateWeights().value(), bias().value(), state);
  }

  // region step
  static State step(Tensor projected, Tensor u, Tensor b, State state) {
    Tensor h = state.parts().get(0);
    Tensor c = state.parts().get(1);
    int units = h.dim(1);
    Tensor a = projected.add(h.matMul(u)).add(b);
    Tensor f = sigmoid(gate(a, FORGET, units));
    Tensor o = sigmoid(gate(a, OUTPUT, units));
    Tensor g = tanh(gate(a, NEW, units));
    Tensor memory = mix(f, g, c);
    return State.of(o.multiply(tanh(memory)), memory);
  }

  // endregion

  @Override
  Tensor sequence(Tensor projected, State start) {
    Tensor u = stateWeights().value();
    Tensor c0 = start.parts().get(1);
    return new CoupledLstmSequence(projected, u, bias().value(), start.output(), c0).apply();
  }
}
