package twofold.rnn.cell;

import java.util.Arrays;
import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * Backpropagation through time for {@link CoupledLstmSequence}: what the loss says about every aₜ,
 * and about the start.
 *
 * <pre>
 *   for t = T … 1:    h̄ₜ = vₜ + āₜ₊₁·Uᵀ
 *                     c̄ₜ = wₜ + h̄ₜ∘oₜ∘(1 − tanh²cₜ) + c̄ₜ₊₁∘fₜ₊₁
 *                     āₜ = c̄ₜ∘(cₜ₋₁ − gₜ)∘(fₜ − fₜ²)  |  h̄ₜ∘tanh cₜ∘(oₜ − oₜ²)  |  c̄ₜ∘(1 − fₜ)∘(1 − gₜ²)
 *   h̄₀ = ā₁·Uᵀ      c̄₀ = c̄₁∘f₁
 *
 *   v, w: (batch, time, units) each      found: ā (batch, time, 3·units); h̄₀ and c̄₀, (batch, units) each
 *
 *   Pullback. That of the gradient of {@link CoupledLstmSequence#composed}, of which this is a faster way to compute.
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param sequence the way there, which has written its gates down
 * @param states what it resulted in, as a constant
 * @param gradient v and w: (2, batch, time, units)
 */
public record CoupledLstmSequenceGradient(
    CoupledLstmSequence sequence, Tensor states, Tensor gradient) implements FusedGradient {

  /** {@code result = (ā, h̄₀, c̄₀)}, all dense. */
  public interface Kernel<S> {
    void back(S stateWeights, S c0, S gates, S states, S gradient, S result, Extent s);
  }

  // region reference
  static void reference(
      double[] u,
      double[] c0,
      double[] gates,
      double[] states,
      double[] gradient,
      double[] result,
      Extent s) {
    int units = s.units();
    int columns = CoupledLstmCell.GATES * units;
    int hStart = s.batch() * s.steps() * columns; // āₜ₊₁·Uᵀ, which ends as h̄₀
    int cStart = hStart + s.batch() * units; // c̄ₜ₊₁∘fₜ₊₁, which ends as c̄₀
    Arrays.fill(result, hStart, result.length, 0);
    for (int b = 0; b < s.batch(); b++) {
      int passedH = hStart + b * units;
      for (int t = s.steps() - 1; t >= 0; t--) {
        int now = s.at(b, t);
        int at = CoupledLstmCell.GATES * now;
        for (int j = 0; j < units; j++) {
          int passedC = cStart + b * units + j;
          double f = gates[at + j];
          double o = gates[at + units + j];
          double g = gates[at + 2 * units + j];
          double tanh = Math.tanh(states[s.size() + now + j]);
          double before = t == 0 ? c0[b * units + j] : states[s.size() + s.at(b, t - 1) + j];

          double h = gradient[now + j] + result[passedH + j];
          double ho = h * o;
          double c = gradient[s.size() + now + j] + (ho - ho * tanh * tanh) + result[passedC];
          double gBar = c * (1 - f);
          result[at + j] = c * (before - g) * (f - f * f);
          result[at + units + j] = h * tanh * (o - o * o);
          result[at + 2 * units + j] = gBar - gBar * g * g;
          result[passedH + j] = 0;
          result[passedC] = c * f;
        }
        Loops.passBack(result, at, u, columns, passedH, units);
      }
    }
  }

  // endregion

  @Override
  public void back(Device<Object> device, List<Object> in, Object states, Object result, Extent s) {
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Object gates = sequence.gates().storage();
    kernel.back(in.get(1), in.get(4), gates, states, in.get(5), result, s);
  }
}
