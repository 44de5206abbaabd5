package twofold.rnn.cell;

import java.util.Arrays;
import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Backpropagation through time for {@link ResetBeforeGruSequence}: what the loss says about every
 * aₜ and about the start. It also finds every qₜ again, which the gradient of U needs.
 *
 * <pre>
 *   h̄_T = v_T
 *   for t = T … 1:    āₜ = h̄ₜ∘(hₜ₋₁ − nₜ)∘(zₜ − zₜ²)  |  q̄ₜ∘hₜ₋₁∘(rₜ − rₜ²)  |  h̄ₜ∘(1 − zₜ)∘(1 − nₜ²)
 *                     q̄ₜ = āₜ·Uᵀ over the columns n
 *                     qₜ = rₜ∘hₜ₋₁
 *                     h̄ₜ₋₁ = vₜ₋₁ + h̄ₜ∘zₜ + q̄ₜ∘rₜ + āₜ·Uᵀ over the columns z, r          (v₀ = 0)
 *
 *   v: (batch, time, units)      found: ā (batch, time, 3·units); q (batch, time, units); h̄₀ (batch, units)
 *
 *   Pullback. That of the gradient of {@link ResetBeforeGruSequence#composed}, of which this is a faster way to compute.
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param sequence the way there, which has written its gates down
 * @param states what it resulted in, as a constant
 * @param gradient v: (1, batch, time, units)
 */
public record ResetBeforeGruSequenceGradient(
    ResetBeforeGruSequence sequence, Tensor states, Tensor gradient) implements FusedGradient {

  /** {@code result = (ā, q, h̄₀)}, all dense. */
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
    int seen = GruCell.GATES * s.size(); // q
    int start = seen + s.size(); // what is said about h of the step before, which ends as h̄₀
    Arrays.fill(result, start, result.length, 0);
    for (int b = 0; b < s.batch(); b++) {
      int passed = start + b * units;
      for (int t = s.steps() - 1; t >= 0; t--) {
        int now = s.at(b, t);
        for (int j = 0; j < units; j++) {
          int at = GruCell.GATES * now + j;
          double z = gates[at];
          double n = gates[at + 2 * units];
          double before = t == 0 ? h0[b * units + j] : states[s.at(b, t - 1) + j];
          double h = gradient[now + j] + result[passed + j];
          double nBar = h * (1 - z);
          result[at] = h * (before - n) * (z - z * z);
          result[at + 2 * units] = nBar - nBar * n * n;
          result[passed + j] = h * z;
        }
        for (int j = 0; j < units; j++) {
          int at = GruCell.GATES * now + j;
          double qBar = 0;
          for (int k = 0; k < units; k++) {
            double ofNew = result[GruCell.GATES * now + 2 * units + k];
            qBar += ofNew * u[j * columns + 2 * units + k];
          }
          double r = gates[at + units];
          double before = t == 0 ? h0[b * units + j] : states[s.at(b, t - 1) + j];
          result[at + units] = qBar * before * (r - r * r);
          result[seen + now + j] = r * before;
          result[passed + j] += qBar * r;
        }
        for (int j = 0; j < units; j++) {
          double fromGates = 0;
          for (int k = 0; k < 2 * units; k++) {
            fromGates += result[GruCell.GATES * now + k] * u[j * columns + k];
          }
          result[passed + j] += fromGates;
        }
      }
    }
  }

  // endregion

  @Override
  public List<Shape> shapes() {
    Shape p = sequence.projected().shape();
    Shape h0 = sequence.h0().shape();
    return List.of(p, new Shape(p.dim(0), p.dim(1), h0.dim(1)), h0);
  }

  @Override
  public List<Tensor> foundByComposition(List<Tensor> own, Tensor gradient) {
    Reading reading = ResetBeforeGruSequence.unrolled(own);
    Tensor v = gradient.at(0);
    List<Tensor> about = Gradients.of(reading.outputs(), v, List.of(own.get(0), own.get(3)));
    return List.of(about.get(0), reading.parts().get(1), about.get(1));
  }

  @Override
  public void back(Device<Object> device, List<Object> in, Object states, Object result, Extent s) {
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Object gates = sequence.gates().storage();
    kernel.back(in.get(1), in.get(3), gates, states, in.get(4), result, s);
  }
}
