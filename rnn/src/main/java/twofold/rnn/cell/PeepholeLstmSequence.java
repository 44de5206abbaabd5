package twofold.rnn.cell;

import static twofold.rnn.cell.Loops.fromState;
import static twofold.rnn.cell.Loops.sigmoid;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.to;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * A whole sequence through a {@link PeepholeLstmCell}, as one operation.
 *
 * <pre>
 *   aₜ = pₜ + hₜ₋₁·U + b          pₜ = xₜ·W, computed for all steps at once, as it waits for nothing
 *   iₜ, fₜ = σ(aₜ + k∘cₜ₋₁)      gₜ = tanh(aₜ)      each of its own columns of aₜ, with its own k
 *   cₜ = fₜ∘cₜ₋₁ + iₜ∘gₜ
 *   oₜ = σ(aₜ + k∘cₜ)
 *   hₜ = oₜ∘tanh(cₜ)
 *
 *   p: (batch, time, 4·units)   U: (units, 4·units)   b: (4·units)   k: (3·units)   h₀, c₀: (batch, units)
 *   result: (2, batch, time, units), all hₜ and then all cₜ
 *
 *   Pullback. As for {@link LstmSequence}, but that the gates, too, have something to say about the memory they saw.
 *   The output gate comes first, as it saw cₜ:
 *
 *     āₜ in the columns o:        h̄ₜ∘tanh cₜ∘(oₜ − oₜ²)
 *     cₜ by hₜ, by oₜ and later:  c̄ₜ = wₜ + h̄ₜ∘oₜ∘(1 − tanh²cₜ) + kₒ∘āₜ + c̄ₜ₊₁∘fₜ₊₁ + kᵢ∘āₜ₊₁ + k_f∘āₜ₊₁
 *                                 each k with its own columns of ā
 *
 *   and the others as there. With what {@link PeepholeLstmSequenceGradient} finds
 *
 *     k̄ᵢ = Σₜ āₜ∘cₜ₋₁     k̄_f = Σₜ āₜ∘cₜ₋₁     k̄ₒ = Σₜ āₜ∘cₜ     summed over the batch as well
 *     c̄₀ = c̄₁∘f₁ + kᵢ∘ā₁ + k_f∘ā₁
 *
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param projected p, (batch, time, 4·units), columns i, f, o, g
 * @param peepholes k, columns i, f, o
 * @param gates where i, f, o and g of every step are written down for the way back, (batch, time,
 *     4·units); no input
 */
public record PeepholeLstmSequence(
    Tensor projected,
    Tensor stateWeights,
    Tensor bias,
    Tensor peepholes,
    Tensor h0,
    Tensor c0,
    Tensor gates)
    implements MemorySequence {

  public PeepholeLstmSequence(
      Tensor projected, Tensor stateWeights, Tensor bias, Tensor peepholes, Tensor h0, Tensor c0) {
    this(
        projected,
        stateWeights,
        bias,
        peepholes,
        h0,
        c0,
        projected.device().empty(projected.shape()));
  }

  public PeepholeLstmSequence {
    extent(projected, stateWeights, bias, peepholes, h0, c0);
  }

  @Override
  public Extent extent() {
    return extent(projected, stateWeights, bias, peepholes, h0, c0);
  }

  private static Extent extent(Tensor p, Tensor u, Tensor b, Tensor k, Tensor h0, Tensor c0) {
    Extent s = Extent.of("an LSTM", LstmCell.GATES, p, u, b, h0, c0);
    Extent.require("an LSTM", "peephole weights", k, new Shape(3 * s.units()));
    return s;
  }

  /** Writes all gates and states, all dense. */
  public interface Kernel<S> {
    void run(
        S projected, S stateWeights, S bias, S peepholes, S h0, S c0, S gates, S states, Extent s);
  }

  // region reference
  static void reference(
      double[] p,
      double[] u,
      double[] bias,
      double[] k,
      double[] h0,
      double[] c0,
      double[] gates,
      double[] states,
      Extent s) {
    int units = s.units();
    int columns = LstmCell.GATES * units;
    for (int b = 0; b < s.batch(); b++) {
      for (int t = 0; t < s.steps(); t++) {
        int now = s.at(b, t);
        double[] a = new double[columns];
        for (int column = 0; column < columns; column++) {
          double sum = fromState(h0, states, u, columns, column, s, b, t);
          a[column] = p[LstmCell.GATES * now + column] + sum + bias[column];
        }
        for (int j = 0; j < units; j++) {
          double before = t == 0 ? c0[b * units + j] : states[s.size() + s.at(b, t - 1) + j];
          double i = sigmoid(a[j] + k[j] * before);
          double f = sigmoid(a[units + j] + k[units + j] * before);
          double g = Math.tanh(a[3 * units + j]);
          double c = f * before + i * g;
          double o = sigmoid(a[2 * units + j] + k[2 * units + j] * c);
          states[now + j] = o * Math.tanh(c);
          states[s.size() + now + j] = c;
          int at = LstmCell.GATES * now + j;
          gates[at] = i;
          gates[at + units] = f;
          gates[at + 2 * units] = o;
          gates[at + 3 * units] = g;
        }
      }
    }
  }

  // endregion

  @Override
  public State step(List<Tensor> in, Tensor p, State state) {
    return PeepholeLstmCell.step(p, in.get(1), in.get(2), in.get(3), state);
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(projected, stateWeights, bias, peepholes, h0, c0);
  }

  @Override
  public void run(Device<Object> device, List<Object> in, Object states, Extent s) {
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Object to = gates.storage();
    kernel.run(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(5), to, states, s);
  }

  @Override
  public PeepholeLstmSequenceGradient gradient(Tensor states, Tensor gradient) {
    return new PeepholeLstmSequenceGradient(this, states, gradient);
  }

  @Override
  public List<Supplier<Tensor>> further(Tensor states, Supplier<Tensor> a) {
    return List.of(
        () -> {
          Tensor c = states.at(1);
          Tensor before = StateWeights.before(c0, c);
          Tensor seen = concat(List.of(before, before, c), 2);
          return a.get().at(all(), all(), to(seen.dim(2))).multiply(seen).sum(0, 1);
        });
  }
}
