package twofold.rnn.cell;

import java.util.Arrays;
import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Backpropagation through time for {@link GruSequence}: what the loss says about every pₜ, every
 * sₜ, and the start.
 *
 * <pre>
 *   for t = T … 1:    h̄ₜ = vₜ + h̄ₜ₊₁∘zₜ₊₁ + s̄ₜ₊₁·Uᵀ
 *                     p̄ₜ = h̄ₜ∘(hₜ₋₁ − nₜ)∘(zₜ − zₜ²)  |  aₜ∘mₜ∘(rₜ − rₜ²)  |  aₜ        aₜ = h̄ₜ∘(1 − zₜ)∘(1 − nₜ²)
 *                     s̄ₜ = the same               |  the same         |  aₜ∘rₜ
 *   h̄₀ = h̄₁∘z₁ + s̄₁·Uᵀ
 *
 *   v: (batch, time, units)      found: p̄ and s̄, (batch, time, 3·units) each; h̄₀, (batch, units)
 *
 *   Pullback. That of the gradient of {@link GruSequence#composed}, of which this is a faster way to compute.
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param sequence the way there, which has written its gates down
 * @param states what it resulted in, as a constant
 * @param gradient v: (1, batch, time, units)
 */
public record GruSequenceGradient(GruSequence sequence, Tensor states, Tensor gradient)
    implements FusedGradient {

  /** {@code result = (p̄, s̄, h̄₀)}, all dense. */
  public interface Kernel<S> {
    void back(S stateWeights, S h0, S gates, S states, S gradient, S result, Extent s);
  }

  // region reference
  static void reference(
      double[] u,
      double[] h0,
      double[] gates,
      double[] states,
      double[] gradient,
      double[] result,
      Extent s) {
    int units = s.units();
    int columns = GruCell.GATES * units;
    int products = GruCell.GATES * s.size(); // s̄
    int start = 2 * products; // what is said about h of the step before, which ends as h̄₀
    Arrays.fill(result, start, result.length, 0);
    for (int b = 0; b < s.batch(); b++) {
      int passed = start + b * units;
      for (int t = s.steps() - 1; t >= 0; t--) {
        int now = s.at(b, t);
        for (int j = 0; j < units; j++) {
          int gate = GruSequence.KEPT * now + j;
          double z = gates[gate];
          double r = gates[gate + units];
          double n = gates[gate + 2 * units];
          double m = gates[gate + 3 * units];
          double before = t == 0 ? h0[b * units + j] : states[s.at(b, t - 1) + j];

          double h = gradient[now + j] + result[passed + j];
          double nBar = h * (1 - z);
          double a = nBar - nBar * n * n;
          int pi = GruCell.GATES * now + j;
          int si = products + pi;
          result[pi] = h * (before - n) * (z - z * z);
          result[pi + units] = a * m * (r - r * r);
          result[pi + 2 * units] = a;
          result[si] = result[pi];
          result[si + units] = result[pi + units];
          result[si + 2 * units] = a * r;
          result[passed + j] = h * z;
        }
        Loops.passBack(result, products + GruCell.GATES * now, u, columns, passed, units);
      }
    }
  }

  // endregion

  @Override
  public List<Shape> shapes() {
    Shape p = sequence.projected().shape();
    return List.of(p, p, sequence.h0().shape());
  }

  @Override
  public List<Tensor> foundByComposition(List<Tensor> own, Tensor gradient) {
    Tensor p = own.get(0);
    Tensor nothing = p.device().full(p.shape(), 0);
    Tensor states = GruSequence.composed(own, nothing);
    return Gradients.of(states, gradient, List.of(p, nothing, own.get(4)));
  }

  @Override
  public void back(Device<Object> device, List<Object> in, Object states, Object result, Extent s) {
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Object gates = sequence.gates().storage();
    kernel.back(in.get(1), in.get(4), gates, states, in.get(5), result, s);
  }
}
