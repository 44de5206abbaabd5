package twofold.rnn.cell;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * A whole sequence through a {@link SimpleRnnCell}, as one operation.
 *
 * <pre>
 *   hₜ = tanh(pₜ + hₜ₋₁·U + b)          pₜ = xₜ·W, computed for all steps at once, as it waits for nothing
 *
 *   p: (batch, time, units)   U: (units, units)   b: (units)   h₀: (batch, units)
 *   result: (1, batch, time, units), all hₜ
 *
 *   Pullback. The loss sees every hₜ directly, with the gradient vₜ; with aₜ for what tanh is taken of
 *
 *     hₜ is read by step t + 1:     h̄ₜ = vₜ + āₜ₊₁·Uᵀ          (ā_T₊₁ = 0)
 *     tanh′ = 1 − tanh²:           āₜ = h̄ₜ ∘ (1 − hₜ ∘ hₜ)
 *
 *   found from t = T down to 1 by {@link SimpleRnnSequenceGradient}. Then
 *
 *     p̄ₜ = āₜ      Ū = Σₜ hₜ₋₁ᵀ·āₜ      b̄ = Σₜ āₜ summed over the batch      h̄₀ = ā₁·Uᵀ
 *
 *   The states are all that the way back needs: nothing else is written down.
 *
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param projected p, (batch, time, units)
 */
public record SimpleRnnSequence(Tensor projected, Tensor stateWeights, Tensor bias, Tensor h0)
    implements FusedSequence {

  public SimpleRnnSequence {
    extent(projected, stateWeights, bias, h0);
  }

  @Override
  public Extent extent() {
    return extent(projected, stateWeights, bias, h0);
  }

  private static Extent extent(Tensor p, Tensor u, Tensor b, Tensor h0) {
    return Extent.of("a simple recurrent network", 1, p, u, b, h0);
  }

  @Override
  public int parts() {
    return 1;
  }

  /** Writes all states, all dense. */
  public interface Kernel<S> {
    void run(S projected, S stateWeights, S bias, S h0, S states, Extent s);
  }

  // region reference
  static void reference(
      double[] p, double[] u, double[] bias, double[] h0, double[] states, Extent s) {
    for (int b = 0; b < s.batch(); b++) {
      for (int t = 0; t < s.steps(); t++) {
        int now = s.at(b, t);
        for (int j = 0; j < s.units(); j++) {
          double fromState = Loops.fromState(h0, states, u, s.units(), j, s, b, t);
          states[now + j] = Math.tanh(p[now + j] + fromState + bias[j]);
        }
      }
    }
  }

  // endregion

  @Override
  public Tensor composed(List<Tensor> in) {
    return Unroll.states(
        in.get(0),
        State.of(in.get(3)),
        (p, state) -> SimpleRnnCell.step(p, in.get(1), in.get(2), state));
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(projected, stateWeights, bias, h0);
  }

  @Override
  public void run(Device<Object> device, List<Object> in, Object states, Extent s) {
    Kernel<Object> kernel = device.kernel(Kernel.class);
    kernel.run(in.get(0), in.get(1), in.get(2), in.get(3), states, s);
  }

  @Override
  public SimpleRnnSequenceGradient gradient(Tensor states, Tensor gradient) {
    return new SimpleRnnSequenceGradient(this, states, gradient);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor states, Supplier<List<Tensor>> found) {
    return List.of(
        () -> found.get().get(0),
        () -> StateWeights.gradient(h0, states.at(0), found.get().get(0)),
        () -> found.get().get(0).sum(0, 1),
        () -> found.get().get(1));
  }
}
