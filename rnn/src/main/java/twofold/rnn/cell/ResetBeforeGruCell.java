package twofold.rnn.cell;

import static twofold.tensor.Index.all;
import static twofold.tensor.Index.from;
import static twofold.tensor.Index.to;
import static twofold.tensor.Sigmoid.sigmoid;
import static twofold.tensor.Tanh.tanh;

import java.util.random.RandomGenerator;
import twofold.nn.layer.Initialiser;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * The gated recurrent unit as it was first published: the reset gate is applied to the state before
 * the product with U_n.
 *
 * <pre>
 *   z  = σ(x·W_z + h·U_z + b_z)             update gate: how much of what was there stays
 *   r  = σ(x·Wᵣ + h·Uᵣ + bᵣ)                reset gate: which units of what was there are looked at
 *   n  = tanh(x·W_n + (r∘h)·U_n + b_n)      what is new
 *   h′ = (1 − z)∘n + z∘h                    what is remembered and shown
 *
 *   x: (batch, inputs)     all others: (batch, units)     columns of W, U, b: z, r, n
 * </pre>
 *
 * Here r says for each unit whether the others may look at it; in {@link GruCell} it says for each
 * unit whether it may look at the others. With r = 1 both are the same. The product with U_n has to
 * wait for the gates: two products for each step, one after the other, where {@link GruCell} has
 * one.
 *
 * <p>{@link ResetBeforeGruBptt} is backpropagation through time by hand, {@link
 * ResetBeforeGruSequence} the fused operation.
 *
 * <p>[Cho et al. 2014, Learning Phrase Representations using RNN Encoder-Decoder, equations 5-8]
 */
public final class ResetBeforeGruCell extends Cell {

  /**
   * With weights drawn by the initialisers, and bias 0.
   *
   * @param inputs how many numbers each step brings, at least 1
   * @param units how many numbers the state has, at least 1
   */
  public ResetBeforeGruCell(
      Device<?> device,
      int inputs,
      int units,
      Initialiser inputInitialiser,
      Initialiser stateInitialiser,
      RandomGenerator random) {
    super(GruCell.GATES, device, inputs, units, inputInitialiser, stateInitialiser, random);
  }

  /** With Glorot's weights for the inputs and orthogonal ones for the state. */
  public ResetBeforeGruCell(Device<?> device, int inputs, int units, RandomGenerator random) {
    this(device, inputs, units, Initialiser.glorot(), Initialiser.orthogonal(), random);
  }

  /** Of parameters that exist, W, U and b: read from a file, or those of another cell. */
  public ResetBeforeGruCell(Parameter inputWeights, Parameter stateWeights, Parameter bias) {
    super(GruCell.GATES, inputWeights, stateWeights, bias);
  }

  @Override
  int parts() {
    return 1;
  }

  @Override
  State next(Tensor projected, State state) {
    return State.of(step(projected, stateWeights().value(), bias().value(), state).output());
  }

  // region step
  /**
   * @return h′, and what n has seen of h: r∘h
   */
  static State step(Tensor projected, Tensor u, Tensor b, State state) {
    Tensor h = state.output();
    int units = h.dim(1);
    int both = 2 * units; // the two gates
    Tensor ofGates = projected.at(all(), to(both)).add(h.matMul(u.at(all(), to(both))));
    Tensor gates = sigmoid(ofGates.add(b.at(to(both))));
    Tensor z = gate(gates, GruCell.UPDATE, units);
    Tensor q = gate(gates, GruCell.RESET, units).multiply(h);
    Tensor ofNew = gate(projected, GruCell.NEW, units).add(q.matMul(u.at(all(), from(both))));
    Tensor n = tanh(ofNew.add(b.at(from(both))));
    return State.of(mix(z, n, h), q);
  }

  // endregion

  @Override
  Tensor sequence(Tensor projected, State start) {
    return new ResetBeforeGruSequence(
            projected, stateWeights().value(), bias().value(), start.output())
        .apply();
  }
}
