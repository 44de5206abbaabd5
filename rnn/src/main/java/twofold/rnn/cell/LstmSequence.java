package twofold.rnn.cell;

import static twofold.rnn.cell.Loops.sigmoid;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * A whole sequence through an {@link LstmCell}, as one operation.
 *
 * <pre>
 *   aₜ = pₜ + hₜ₋₁·U + b          pₜ = xₜ·W, computed for all steps at once, as it waits for nothing
 *   iₜ, fₜ, oₜ = σ(aₜ)   gₜ = tanh(aₜ)      each of its own columns of aₜ
 *   cₜ = fₜ∘cₜ₋₁ + iₜ∘gₜ
 *   hₜ = oₜ∘tanh(cₜ)
 *
 *   p: (batch, time, 4·units)   U: (units, 4·units)   b: (4·units)   h₀, c₀: (batch, units)
 *   result: (2, batch, time, units), all hₜ and then all cₜ
 *
 *   Pullback. The loss sees every hₜ and cₜ directly, with the gradients vₜ and wₜ; beside that
 *
 *     hₜ is read by step t + 1:           h̄ₜ = vₜ + āₜ₊₁·Uᵀ                               (ā_T₊₁ = 0)
 *     cₜ by hₜ and by step t + 1:         c̄ₜ = wₜ + h̄ₜ∘oₜ∘(1 − tanh²cₜ) + c̄ₜ₊₁∘fₜ₊₁        (c̄_T₊₁ = 0)
 *     the gates by cₜ and hₜ:             īₜ = c̄ₜ∘gₜ   f̄ₜ = c̄ₜ∘cₜ₋₁   ōₜ = h̄ₜ∘tanh cₜ   ḡₜ = c̄ₜ∘iₜ
 *     σ′ = σ − σ², tanh′ = 1 − tanh²:     āₜ = īₜ∘(iₜ − iₜ²),  …,  ḡₜ∘(1 − gₜ²)
 *
 *   found from t = T down to 1 by {@link LstmSequenceGradient}. Then, as for every cell,
 *
 *     p̄ₜ = āₜ      Ū = Σₜ hₜ₋₁ᵀ·āₜ      b̄ = Σₜ āₜ summed over the batch      h̄₀ = ā₁·Uᵀ      c̄₀ = c̄₁∘f₁
 *
 *   where the sum over t in Ū is one product of two long matrices.
 *
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param projected p, (batch, time, 4·units), columns i, f, o, g
 * @param gates where i, f, o and g of every step are written down for the way back, (batch, time,
 *     4·units); no input
 */
public record LstmSequence(
    Tensor projected, Tensor stateWeights, Tensor bias, Tensor h0, Tensor c0, Tensor gates)
    implements MemorySequence {

  public LstmSequence(Tensor projected, Tensor stateWeights, Tensor bias, Tensor h0, Tensor c0) {
    this(projected, stateWeights, bias, h0, c0, projected.device().empty(projected.shape()));
  }

  public LstmSequence {
    extent(projected, stateWeights, bias, h0, c0);
  }

  @Override
  public Extent extent() {
    return extent(projected, stateWeights, bias, h0, c0);
  }

  private static Extent extent(Tensor p, Tensor u, Tensor b, Tensor h0, Tensor c0) {
    return Extent.of("an LSTM", LstmCell.GATES, p, u, b, h0, c0);
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
    int columns = LstmCell.GATES * units;
    for (int b = 0; b < s.batch(); b++) {
      for (int t = 0; t < s.steps(); t++) {
        int now = s.at(b, t);
        for (int j = 0; j < units; j++) {
          double[] a = new double[LstmCell.GATES];
          for (int gate = 0; gate < LstmCell.GATES; gate++) {
            int column = gate * units + j;
            double fromState = Loops.fromState(h0, states, u, columns, column, s, b, t);
            a[gate] = p[LstmCell.GATES * now + column] + fromState + bias[column];
          }
          double i = sigmoid(a[LstmCell.INPUT]);
          double f = sigmoid(a[LstmCell.FORGET]);
          double o = sigmoid(a[LstmCell.OUTPUT]);
          double g = Math.tanh(a[LstmCell.NEW]);
          double before = t == 0 ? c0[b * units + j] : states[s.size() + s.at(b, t - 1) + j];
          double c = f * before + i * g;
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
    return LstmCell.step(p, in.get(1), in.get(2), state);
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
  public LstmSequenceGradient gradient(Tensor states, Tensor gradient) {
    return new LstmSequenceGradient(this, states, gradient);
  }

  @Override
  public List<Supplier<Tensor>> further(Tensor states, Supplier<Tensor> a) {
    return List.of();
  }
}
