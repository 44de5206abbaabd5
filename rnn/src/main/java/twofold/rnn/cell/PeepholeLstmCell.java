package twofold.rnn.cell;

import static twofold.tensor.Index.range;
import static twofold.tensor.Sigmoid.sigmoid;
import static twofold.tensor.Tanh.tanh;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.InputShape;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * The long short-term memory with peepholes: the gates see the memory itself, and not only what is
 * shown of it.
 *
 * <pre>
 *   i  = σ(x·Wᵢ + h·Uᵢ + bᵢ + kᵢ∘c)         input gate: how much of what is new comes in
 *   f  = σ(x·W_f + h·U_f + b_f + k_f∘c)     forget gate: how much of what was there stays
 *   g  = tanh(x·W_g + h·U_g + b_g)          what is new
 *   c′ = f∘c + i∘g                          the memory
 *   o  = σ(x·Wₒ + h·Uₒ + bₒ + kₒ∘c′)        output gate, which sees the memory as it is now
 *   h′ = o∘tanh(c′)                         what is shown
 *
 *   x: (batch, inputs)     all others: (batch, units)     columns of W, U, b: i, f, o, g     k: (3·units), i, f, o
 * </pre>
 *
 * In {@link LstmCell} a closed output gate hides the memory from the gates as well: while o is 0
 * they cannot know how long something has been going on. A peephole is one weight for each unit and
 * gate; each unit's gates see that unit's memory and no other.
 *
 * <p>The weights of the peepholes start at 0: at first this is {@link LstmCell}. The bias of the
 * forget gate starts at 1, as there.
 *
 * <p>{@link PeepholeLstmBptt} is backpropagation through time by hand, {@link PeepholeLstmSequence}
 * the fused operation.
 *
 * <p>[Gers &amp; Schmidhuber 2000, Recurrent Nets that Time and Count]
 */
public final class PeepholeLstmCell extends Cell {
  private final Parameter peepholes;

  /**
   * With weights drawn by the initialisers, peepholes and bias 0; but a bias of 1 for the forget
   * gate.
   *
   * @param inputs how many numbers each step brings, at least 1
   * @param units how many numbers h and c have each, at least 1
   */
  public PeepholeLstmCell(
      Device<?> device,
      int inputs,
      int units,
      Initialiser inputInitialiser,
      Initialiser stateInitialiser,
      RandomGenerator random) {
    super(LstmCell.GATES, device, inputs, units, inputInitialiser, stateInitialiser, random);
    startBias(LstmCell.FORGET, 1);
    peepholes = new Parameter("peephole weights", device.zeros(3 * units));
  }

  /** With Glorot's weights for the inputs and orthogonal ones for the state. */
  public PeepholeLstmCell(Device<?> device, int inputs, int units, RandomGenerator random) {
    this(device, inputs, units, Initialiser.glorot(), Initialiser.orthogonal(), random);
  }

  /** Of parameters that exist, W, U, b and k: read from a file, or those of another cell. */
  public PeepholeLstmCell(
      Parameter inputWeights, Parameter stateWeights, Parameter bias, Parameter peepholes) {
    super(LstmCell.GATES, inputWeights, stateWeights, bias);
    InputShape.requireParameter("PeepholeLstmCell", peepholes, 3 * units());
    this.peepholes = peepholes;
  }

  /** k. */
  public Parameter peepholes() {
    return peepholes;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(inputWeights(), stateWeights(), bias(), peepholes);
  }

  @Override
  int parts() {
    return 2;
  }

  @Override
  State next(Tensor projected, State state) {
    return step(projected, stateWeights().value(), bias().value(), peepholes.value(), state);
  }

  // region step
  static State step(Tensor projected, Tensor u, Tensor b, Tensor k, State state) {
    Tensor h = state.parts().get(0);
    Tensor c = state.parts().get(1);
    int units = h.dim(1);
    Tensor a = projected.add(h.matMul(u)).add(b);
    Tensor i = sigmoid(gate(a, LstmCell.INPUT, units).add(hole(k, LstmCell.INPUT, c)));
    Tensor f = sigmoid(gate(a, LstmCell.FORGET, units).add(hole(k, LstmCell.FORGET, c)));
    Tensor g = tanh(gate(a, LstmCell.NEW, units));
    Tensor memory = f.multiply(c).add(i.multiply(g));
    Tensor o = sigmoid(gate(a, LstmCell.OUTPUT, units).add(hole(k, LstmCell.OUTPUT, memory)));
    return State.of(o.multiply(tanh(memory)), memory);
  }

  /** What a gate sees of the memory. */
  private static Tensor hole(Tensor k, int gate, Tensor memory) {
    int units = memory.dim(1);
    return k.at(range(gate * units, (gate + 1) * units)).multiply(memory);
  }

  // endregion

  @Override
  Tensor sequence(Tensor projected, State start) {
    return new PeepholeLstmSequence(
            projected,
            stateWeights().value(),
            bias().value(),
            peepholes.value(),
            start.parts().get(0),
            start.parts().get(1))
        .apply();
  }
}
