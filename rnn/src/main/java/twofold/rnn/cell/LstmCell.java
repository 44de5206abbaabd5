package twofold.rnn.cell;

import static twofold.tensor.Sigmoid.sigmoid;
import static twofold.tensor.Tanh.tanh;

import java.util.random.RandomGenerator;
import twofold.nn.layer.Initialiser;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * The long short-term memory: a cell whose memory c is only ever multiplied by a gate and added to,
 * so that what it holds, and what it is taught, can last.
 *
 * <pre>
 *   i  = σ(x·Wᵢ + h·Uᵢ + bᵢ)        input gate: how much of what is new comes in
 *   f  = σ(x·W_f + h·U_f + b_f)     forget gate: how much of what was there stays
 *   o  = σ(x·Wₒ + h·Uₒ + bₒ)        output gate: how much is shown
 *   g  = tanh(x·W_g + h·U_g + b_g)  what is new
 *   c′ = f∘c + i∘g                  the memory
 *   h′ = o∘tanh(c′)                 what is shown
 *
 *   x: (batch, inputs)     all others: (batch, units)     columns of W, U, b: i, f, o, g
 * </pre>
 *
 * The way from c to c′ has no weights and no squashing on it: ∂c′/∂c = f. With f = 1 and i = 0 the
 * memory stays as it is, over any number of steps, and so does its gradient. In the simple cell
 * both pass through U and a tanh at every step, and fade or explode.
 *
 * <p>The bias of the forget gate starts at 1: a cell that forgets half at every step, which is what
 * a bias of 0 makes it do, would first have to learn to remember.
 *
 * <p>{@link LstmBptt} is backpropagation through time by hand, {@link LstmSequence} the fused
 * operation.
 *
 * <p>[Hochreiter &amp; Schmidhuber 1997; forget gate: Gers, Schmidhuber &amp; Cummins 2000; its
 * bias: Jozefowicz, Zaremba &amp; Sutskever 2015]
 */
public final class LstmCell extends Cell {
  static final int GATES = 4;
  static final int INPUT = 0;
  static final int FORGET = 1;
  static final int OUTPUT = 2;
  static final int NEW = 3;

  /**
   * With weights drawn by the initialisers, and bias 0; but 1 for the forget gate.
   *
   * @param inputs how many numbers each step brings, at least 1
   * @param units how many numbers h and c have each, at least 1
   */
  public LstmCell(
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
  public LstmCell(Device<?> device, int inputs, int units, RandomGenerator random) {
    this(device, inputs, units, Initialiser.glorot(), Initialiser.orthogonal(), random);
  }

  /** Of parameters that exist, W, U and b: read from a file, or those of another cell. */
  public LstmCell(Parameter inputWeights, Parameter stateWeights, Parameter bias) {
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
    Tensor i = sigmoid(gate(a, INPUT, units));
    Tensor f = sigmoid(gate(a, FORGET, units));
    Tensor o = sigmoid(gate(a, OUTPUT, units));
    Tensor g = tanh(gate(a, NEW, units));
    Tensor memory = f.multiply(c).add(i.multiply(g));
    return State.of(o.multiply(tanh(memory)), memory);
  }

  // endregion

  @Override
  Tensor sequence(Tensor projected, State start) {
    Tensor h0 = start.parts().get(0);
    Tensor c0 = start.parts().get(1);
    return new LstmSequence(projected, stateWeights().value(), bias().value(), h0, c0).apply();
  }
}
