package twofold.rnn.cell;

import java.util.Arrays;
import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * Backpropagation through time for {@link SimpleRnnSequence}: what the loss says about every aₜ,
 * and about the start.
 *
 * <pre>
 *   for t = T … 1:    h̄ₜ = vₜ + āₜ₊₁·Uᵀ
 *                     āₜ = h̄ₜ ∘ (1 − hₜ ∘ hₜ)
 *   h̄₀ = ā₁·Uᵀ
 *
 *   v: (batch, time, units)      found: ā (batch, time, units); h̄₀ (batch, units)
 *
 *   Pullback. That of the gradient of {@link SimpleRnnSequence#composed}, of which this is a faster way to compute.
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param sequence the way there
 * @param states what it resulted in, as a constant
 * @param gradient v: (1, batch, time, units)
 */
public record SimpleRnnSequenceGradient(SimpleRnnSequence sequence, Tensor states, Tensor gradient)
    implements FusedGradient {

  /** {@code result = (ā, h̄₀)}, all dense. */
  public interface Kernel<S> {
    void back(S stateWeights, S states, S gradient, S result, Extent s);
  }

  // region reference
  static void reference(double[] u, double[] states, double[] gradient, double[] result, Extent s) {
    int units = s.units();
    int start = s.size(); // āₜ₊₁·Uᵀ, which ends as h̄₀
    Arrays.fill(result, start, result.length, 0);
    for (int b = 0; b < s.batch(); b++) {
      int passed = start + b * units;
      for (int t = s.steps() - 1; t >= 0; t--) {
        int now = s.at(b, t);
        for (int j = 0; j < units; j++) {
          double h = states[now + j];
          double hBar = gradient[now + j] + result[passed + j];
          result[now + j] = hBar - hBar * h * h;
          result[passed + j] = 0;
        }
        Loops.passBack(result, now, u, units, passed, units);
      }
    }
  }

  // endregion

  @Override
  public void back(Device<Object> device, List<Object> in, Object states, Object result, Extent s) {
    Kernel<Object> kernel = device.kernel(Kernel.class);
    kernel.back(in.get(1), states, in.get(4), result, s);
  }
}
