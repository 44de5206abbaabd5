package twofold.rnn.cell;

import static twofold.tensor.Index.all;
import static twofold.tensor.Index.from;
import static twofold.tensor.Index.to;
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
 * The gated recurrent unit: a cell that at each unit chooses between what it remembers and what is
 * new, and has no memory beside what it shows.
 *
 * <pre>
 *   z  = σ(x·W_z + h·U_z + b_z)               update gate: how much of what was there stays
 *   r  = σ(x·Wᵣ + h·Uᵣ + bᵣ)                  reset gate: how much of what was there is looked at
 *   n  = tanh(x·W_n + r∘(h·U_n + u_n) + b_n)  what is new
 *   h′ = (1 − z)∘n + z∘h                      what is remembered and shown
 *
 *   x: (batch, inputs)     all others: (batch, units)     columns of W, U, b: z, r, n     u_n: (units)
 * </pre>
 *
 * With z = 1 the state stays as it is, over any number of steps, and so does its gradient, as with
 * the forget gate of {@link LstmCell}. It has three quarters of that cell's weights.
 *
 * <p>The reset gate is applied after the product with U_n, as most libraries compute it: so all
 * three products of a step are one. In the cell as it was first published it is applied before;
 * that is {@link ResetBeforeGruCell}. Between reset gate and product there is room for a second
 * bias u_n, a parameter of its own: where r is 0, b_n counts and u_n does not.
 *
 * <p>{@link GruBptt} is backpropagation through time by hand, {@link GruSequence} the fused
 * operation.
 *
 * <p>[Cho et al. 2014, Learning Phrase Representations using RNN Encoder-Decoder; reset after the
 * product: Chetlur et al. 2014, cuDNN]
 */
public final class GruCell extends Cell {
  static final int GATES = 3;
  static final int UPDATE = 0;
  static final int RESET = 1;
  static final int NEW = 2;

  private final Parameter stateBias;

  /**
   * With weights drawn by the initialisers, and biases 0.
   *
   * @param inputs how many numbers each step brings, at least 1
   * @param units how many numbers the state has, at least 1
   */
  public GruCell(
      Device<?> device,
      int inputs,
      int units,
      Initialiser inputInitialiser,
      Initialiser stateInitialiser,
      RandomGenerator random) {
    super(GATES, device, inputs, units, inputInitialiser, stateInitialiser, random);
    stateBias = new Parameter("state bias", device.zeros(units));
  }

  /** With Glorot's weights for the inputs and orthogonal ones for the state. */
  public GruCell(Device<?> device, int inputs, int units, RandomGenerator random) {
    this(device, inputs, units, Initialiser.glorot(), Initialiser.orthogonal(), random);
  }

  /** Of parameters that exist, W, U, b and u_n: read from a file, or those of another cell. */
  public GruCell(
      Parameter inputWeights, Parameter stateWeights, Parameter bias, Parameter stateBias) {
    super(GATES, inputWeights, stateWeights, bias);
    InputShape.requireParameter("GruCell", stateBias, units());
    this.stateBias = stateBias;
  }

  /** u_n. */
  public Parameter stateBias() {
    return stateBias;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(inputWeights(), stateWeights(), bias(), stateBias);
  }

  @Override
  int parts() {
    return 1;
  }

  @Override
  State next(Tensor projected, State state) {
    Tensor fromState = state.output().matMul(stateWeights().value());
    return step(projected, fromState, bias().value(), stateBias.value(), state);
  }

  // region step
  /**
   * @param s h·U
   */
  static State step(Tensor projected, Tensor s, Tensor b, Tensor stateBias, State state) {
    Tensor h = state.output();
    int units = h.dim(1);
    int both = 2 * units; // the two gates
    Tensor gates =
        sigmoid(projected.at(all(), to(both)).add(s.at(all(), to(both))).add(b.at(to(both))));
    Tensor z = gate(gates, UPDATE, units);
    Tensor r = gate(gates, RESET, units);
    Tensor seen = r.multiply(gate(s, NEW, units).add(stateBias));
    Tensor n = tanh(gate(projected, NEW, units).add(seen).add(b.at(from(both))));
    return State.of(mix(z, n, h));
  }

  // endregion

  @Override
  Tensor sequence(Tensor projected, State start) {
    return new GruSequence(
            projected, stateWeights().value(), bias().value(), stateBias.value(), start.output())
        .apply();
  }
}
