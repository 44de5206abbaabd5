package twofold.rnn.cell;

import java.util.Arrays;
import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * Backpropagation through time for {@link LstmSequence}: what the loss says about every aₜ, and
 * about the start.
 *
 * <pre>
 *   for t = T … 1:    h̄ₜ = vₜ + āₜ₊₁·Uᵀ
 *                     c̄ₜ = wₜ + h̄ₜ∘oₜ∘(1 − tanh²cₜ) + c̄ₜ₊₁∘fₜ₊₁
 *                     āₜ = c̄ₜ∘gₜ∘(iₜ − iₜ²)  |  c̄ₜ∘cₜ₋₁∘(fₜ − fₜ²)  |  h̄ₜ∘tanh cₜ∘(oₜ − oₜ²)  |  c̄ₜ∘iₜ∘(1 − gₜ²)
 *   h̄₀ = ā₁·Uᵀ      c̄₀ = c̄₁∘f₁
 *
 *   v, w: (batch, time, units) each      found: ā (batch, time, 4·units); h̄₀ and c̄₀, (batch, units) each
 *
 *   Pullback. That of the gradient of {@link LstmSequence#composed}, of which this is a faster way to compute.
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param sequence the way there, which has written its gates down
 * @param states what it resulted in, as a constant
 * @param gradient v and w: (2, batch, time, units)
 */
public record LstmSequenceGradient(LstmSequence sequence, Tensor states, Tensor gradient)
    implements FusedGradient {

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
    int columns = LstmCell.GATES * units;
    int hStart = s.batch() * s.steps() * columns; // āₜ₊₁·Uᵀ, which ends as h̄₀
    int cStart = hStart + s.batch() * units; // c̄ₜ₊₁∘fₜ₊₁, which ends as c̄₀
    Arrays.fill(result, hStart, cStart + s.batch() * units, 0);
    for (int b = 0; b < s.batch(); b++) {
      int passedH = hStart + b * units;
      int passedC = cStart + b * units;
      for (int t = s.steps() - 1; t >= 0; t--) {
        int now = s.at(b, t);
        for (int j = 0; j < units; j++) {
          int gate = LstmCell.GATES * now + j;
          double i = gates[gate];
          double f = gates[gate + units];
          double o = gates[gate + 2 * units];
          double g = gates[gate + 3 * units];
          double tanh = Math.tanh(states[s.size() + now + j]);
          double before = t == 0 ? c0[b * units + j] : states[s.size() + s.at(b, t - 1) + j];

          double h = gradient[now + j] + result[passedH + j];
          double ho = h * o;
          double c = gradient[s.size() + now + j] + (ho - ho * tanh * tanh) + result[passedC + j];
          double ci = c * i;
          result[gate] = c * g * (i - i * i);
          result[gate + units] = c * before * (f - f * f);
          result[gate + 2 * units] = h * tanh * (o - o * o);
          result[gate + 3 * units] = ci - ci * g * g;
          result[passedH + j] = 0;
          result[passedC + j] = c * f;
        }
        Loops.passBack(result, LstmCell.GATES * now, u, columns, passedH, units);
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
