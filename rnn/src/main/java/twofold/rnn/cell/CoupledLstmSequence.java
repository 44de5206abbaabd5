package twofold.rnn.cell;

import static twofold.rnn.cell.Loops.fromState;
import static twofold.rnn.cell.Loops.sigmoid;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * A whole sequence through a {@link CoupledLstmCell}, as one operation.
 *
 * <pre>
 *   aₜ = pₜ + hₜ₋₁·U + b          pₜ = xₜ·W, computed for all steps at once, as it waits for nothing
 *   fₜ, oₜ = σ(aₜ)   gₜ = tanh(aₜ)      each of its own columns of aₜ
 *   cₜ = fₜ∘cₜ₋₁ + (1 − fₜ)∘gₜ
 *   hₜ = oₜ∘tanh(cₜ)
 *
 *   p: (batch, time, 3·units)   U: (units, 3·units)   b: (3·units)   h₀, c₀: (batch, units)
 *   result: (2, batch, time, units), all hₜ and then all cₜ
 *
 *   Pullback. As for {@link LstmSequence}, but for the gates that have become one:
 *
 *     f̄ₜ = c̄ₜ∘(cₜ₋₁ − gₜ)      ḡₜ = c̄ₜ∘(1 − fₜ)
 *
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param projected p, (batch, time, 3·units), columns f, o, g
 * @param gates where f, o and g of every step are written down for the way back, (batch, time,
 *     3·units); no input
 */
public record CoupledLstmSequence(
    Tensor projected, Tensor stateWeights, Tensor bias, Tensor h0, Tensor c0, Tensor gates)
    implements MemorySequence {

  public CoupledLstmSequence(
      Tensor projected, Tensor stateWeights, Tensor bias, Tensor h0, Tensor c0) {
    this(projected, stateWeights, bias, h0, c0, projected.device().empty(projected.shape()));
  }

  public CoupledLstmSequence {
    extent(projected, stateWeights, bias, h0, c0);
  }

  @Override
  public Extent extent() {
    return extent(projected, stateWeights, bias, h0, c0);
  }

  private static Extent extent(Tensor p, Tensor u, Tensor b, Tensor h0, Tensor c0) {
    return Extent.of("a coupled LSTM", CoupledLstmCell.GATES, p, u, b, h0, c0);
  }

  /** Writes all gates and states, all dense. */
  public interface Kernel<S> {
    void run(S projected, S stateWeights, S bias, S h0, S c0, S gates, S states, Extent s);
  }

  // region reference
  static void reference(
      double[] p,
      double[] u,
      double[] bias,
      double[] h0,
      double[] c0,
      double[] gates,
      double[] states,
      Extent s) {
    int units = s.units();
    int columns = CoupledLstmCell.GATES * units;
    for (int b = 0; b < s.batch(); b++) {
      for (int t = 0; t < s.steps(); t++) {
        int now = s.at(b, t);
        double[] a = new double[columns];
        for (int column = 0; column < columns; column++) {
          double sum = fromState(h0, states, u, columns, column, s, b, t);
          a[column] = p[CoupledLstmCell.GATES * now + column] + sum + bias[column];
        }
        for (int j = 0; j < units; j++) {
          double f = sigmoid(a[j]);
          double o = sigmoid(a[units + j]);
          double g = Math.tanh(a[2 * units + j]);
          double before = t == 0 ? c0[b * units + j] : states[s.size() + s.at(b, t - 1) + j];
          double c = f * before + (1 - f) * g;
          states[now + j] = o * Math.tanh(c);
          states[s.size() + now + j] = c;
          int at = CoupledLstmCell.GATES * now + j;
          gates[at] = f;
          gates[at + units] = o;
          gates[at + 2 * units] = g;
        }
      }
    }
  }

  // endregion

  @Override
  public State step(List<Tensor> in, Tensor p, State state) {
    return CoupledLstmCell.step(p, in.get(1), in.get(2), state);
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(projected, stateWeights, bias, h0, c0);
  }

  @Override
  public void run(Device<Object> device, List<Object> in, Object states, Extent s) {
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Object to = gates.storage();
    kernel.run(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), to, states, s);
  }

  @Override
  public CoupledLstmSequenceGradient gradient(Tensor states, Tensor gradient) {
    return new CoupledLstmSequenceGradient(this, states, gradient);
  }

  @Override
  public List<Supplier<Tensor>> further(Tensor states, Supplier<Tensor> a) {
    return List.of();
  }
}
