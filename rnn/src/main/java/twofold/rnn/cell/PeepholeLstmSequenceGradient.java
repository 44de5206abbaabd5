package twofold.rnn.cell;

import java.util.Arrays;
import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * Backpropagation through time for {@link PeepholeLstmSequence}: what the loss says about every aₜ,
 * and about the start.
 *
 * <pre>
 *   for t = T … 1:    h̄ₜ = vₜ + āₜ₊₁·Uᵀ
 *                     āₜ = … | … | h̄ₜ∘tanh cₜ∘(oₜ − oₜ²) | …                                      the columns o
 *                     c̄ₜ = wₜ + h̄ₜ∘oₜ∘(1 − tanh²cₜ) + kₒ∘āₜ + c̄ₜ₊₁∘fₜ₊₁ + kᵢ∘āₜ₊₁ + k_f∘āₜ₊₁
 *                     āₜ = c̄ₜ∘gₜ∘(iₜ − iₜ²)  |  c̄ₜ∘cₜ₋₁∘(fₜ − fₜ²)  |  …  |  c̄ₜ∘iₜ∘(1 − gₜ²)     the others
 *   h̄₀ = ā₁·Uᵀ      c̄₀ = c̄₁∘f₁ + kᵢ∘ā₁ + k_f∘ā₁
 *
 *   v, w: (batch, time, units) each      found: ā (batch, time, 4·units); h̄₀ and c̄₀, (batch, units) each
 *
 *   Pullback. That of the gradient of {@link PeepholeLstmSequence#composed}, of which this is a faster way to compute.
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param sequence the way there, which has written its gates down
 * @param states what it resulted in, as a constant
 * @param gradient v and w: (2, batch, time, units)
 */
public record PeepholeLstmSequenceGradient(
    PeepholeLstmSequence sequence, Tensor states, Tensor gradient) implements FusedGradient {

  /** {@code result = (ā, h̄₀, c̄₀)}, all dense. */
  public interface Kernel<S> {
    void back(S stateWeights, S peepholes, S c0, S gates, S states, S gradient, S result, Extent s);
  }

  // region reference
  static void reference(
      double[] u,
      double[] k,
      double[] c0,
      double[] gates,
      double[] states,
      double[] gradient,
      double[] result,
      Extent s) {
    int units = s.units();
    int columns = LstmCell.GATES * units;
    int hStart = s.batch() * s.steps() * columns; // āₜ₊₁·Uᵀ, which ends as h̄₀
    int cStart = hStart + s.batch() * units; // what a step says about cₜ₋₁, which ends as c̄₀
    Arrays.fill(result, hStart, result.length, 0);
    for (int b = 0; b < s.batch(); b++) {
      int passedH = hStart + b * units;
      for (int t = s.steps() - 1; t >= 0; t--) {
        int now = s.at(b, t);
        int at = LstmCell.GATES * now;
        for (int j = 0; j < units; j++) {
          int passedC = cStart + b * units + j;
          double i = gates[at + j];
          double f = gates[at + units + j];
          double o = gates[at + 2 * units + j];
          double g = gates[at + 3 * units + j];
          double tanh = Math.tanh(states[s.size() + now + j]);
          double before = t == 0 ? c0[b * units + j] : states[s.size() + s.at(b, t - 1) + j];

          double h = gradient[now + j] + result[passedH + j];
          double ho = h * o;
          double ofOutput = h * tanh * (o - o * o);
          double shown = ho - ho * tanh * tanh + k[2 * units + j] * ofOutput;
          double c = gradient[s.size() + now + j] + shown + result[passedC];
          double ci = c * i;
          double ofInput = c * g * (i - i * i);
          double ofForget = c * before * (f - f * f);
          result[at + j] = ofInput;
          result[at + units + j] = ofForget;
          result[at + 2 * units + j] = ofOutput;
          result[at + 3 * units + j] = ci - ci * g * g;
          result[passedH + j] = 0;
          result[passedC] = c * f + k[j] * ofInput + k[units + j] * ofForget;
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
    kernel.back(in.get(1), in.get(3), in.get(5), gates, states, in.get(6), result, s);
  }
}
