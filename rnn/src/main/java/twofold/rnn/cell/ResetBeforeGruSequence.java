package twofold.rnn.cell;

import static twofold.rnn.cell.Loops.fromState;
import static twofold.rnn.cell.Loops.sigmoid;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Concat.stack;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.from;
import static twofold.tensor.Index.to;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * A whole sequence through a {@link ResetBeforeGruCell}, as one operation.
 *
 * <pre>
 *   zₜ, rₜ = σ(pₜ + hₜ₋₁·U + b)       each of its own columns of p, U and b          pₜ = xₜ·W
 *   qₜ = rₜ∘hₜ₋₁
 *   nₜ = tanh(pₜ + qₜ·U + b)          the columns n of p, U and b
 *   hₜ = (1 − zₜ)∘nₜ + zₜ∘hₜ₋₁
 *
 *   p: (batch, time, 3·units)   U: (units, 3·units)   b: (3·units)   h₀: (batch, units)
 *   result: (1, batch, time, units), all hₜ
 *
 *   Pullback. The loss sees every hₜ directly, with the gradient vₜ. Let aₜ be what the gates and nₜ are functions of:
 *
 *     the gates by hₜ and nₜ:           z̄ₜ = h̄ₜ∘(hₜ₋₁ − nₜ)   n̄ₜ = h̄ₜ∘(1 − zₜ)
 *     tanh′ = 1 − tanh²:                āₜ = n̄ₜ∘(1 − nₜ²)     in the columns n
 *     qₜ by the product with U:         q̄ₜ = āₜ·Uᵀ            over these columns
 *     rₜ by qₜ:                         r̄ₜ = q̄ₜ∘hₜ₋₁
 *     σ′ = σ − σ²:                      āₜ = z̄ₜ∘(zₜ − zₜ²),  r̄ₜ∘(rₜ − rₜ²)     in the columns z, r
 *     hₜ₋₁ by all of them:              h̄ₜ₋₁ = vₜ₋₁ + h̄ₜ∘zₜ + q̄ₜ∘rₜ + āₜ·Uᵀ     over the columns z, r
 *
 *   found from t = T down to 1, with h̄_T = v_T, by {@link ResetBeforeGruSequenceGradient}. Then
 *
 *     p̄ₜ = āₜ      Ū = Σₜ hₜ₋₁ᵀ·āₜ | Σₜ hₜ₋₁ᵀ·āₜ | Σₜ qₜᵀ·āₜ      b̄ = Σₜ āₜ summed over the batch
 *
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param projected p, (batch, time, 3·units), columns z, r, n
 * @param gates where z, r and n of every step are written down for the way back, (batch, time,
 *     3·units); no input
 */
public record ResetBeforeGruSequence(
    Tensor projected, Tensor stateWeights, Tensor bias, Tensor h0, Tensor gates)
    implements FusedSequence {

  public ResetBeforeGruSequence(Tensor projected, Tensor stateWeights, Tensor bias, Tensor h0) {
    this(projected, stateWeights, bias, h0, projected.device().empty(projected.shape()));
  }

  public ResetBeforeGruSequence {
    extent(projected, stateWeights, bias, h0);
  }

  @Override
  public Extent extent() {
    return extent(projected, stateWeights, bias, h0);
  }

  private static Extent extent(Tensor p, Tensor u, Tensor b, Tensor h0) {
    return Extent.of("a GRU", GruCell.GATES, p, u, b, h0);
  }

  @Override
  public int parts() {
    return 1;
  }

  /** Writes all gates and states, all dense. */
  public interface Kernel<S> {
    void run(S projected, S stateWeights, S bias, S h0, S gates, S states, Extent s);
  }

  // region reference
  static void reference(
      double[] p,
      double[] u,
      double[] bias,
      double[] h0,
      double[] gates,
      double[] states,
      Extent s) {
    int units = s.units();
    int columns = GruCell.GATES * units;
    for (int b = 0; b < s.batch(); b++) {
      for (int t = 0; t < s.steps(); t++) {
        int now = s.at(b, t);
        int at = columns * (now / units);
        for (int j = 0; j < units; j++) {
          double sz = fromState(h0, states, u, columns, j, s, b, t);
          double sr = fromState(h0, states, u, columns, units + j, s, b, t);
          gates[at + j] = sigmoid(p[at + j] + sz + bias[j]);
          gates[at + units + j] = sigmoid(p[at + units + j] + sr + bias[units + j]);
        }
        for (int j = 0; j < units; j++) {
          int ofNew = 2 * units + j;
          double sn = 0;
          for (int k = 0; k < units; k++) {
            double before = t == 0 ? h0[b * units + k] : states[s.at(b, t - 1) + k];
            double q = gates[at + units + k] * before;
            sn += q * u[k * columns + ofNew];
          }
          double z = gates[at + j];
          double n = Math.tanh(p[at + ofNew] + sn + bias[ofNew]);
          double before = t == 0 ? h0[b * units + j] : states[s.at(b, t - 1) + j];
          gates[at + ofNew] = n;
          states[now + j] = (1 - z) * n + z * before;
        }
      }
    }
  }

  // endregion

  @Override
  public Tensor composed(List<Tensor> in) {
    return stack(List.of(unrolled(in).outputs()), 0);
  }

  /** All hₜ and all qₜ, by tensor operations. */
  static Reading unrolled(List<Tensor> in) {
    Tensor h0 = in.get(3);
    return Unroll.steps(
        in.get(0),
        State.of(h0, h0), // nothing reads the second
        (p, state) -> ResetBeforeGruCell.step(p, in.get(1), in.get(2), state));
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(projected, stateWeights, bias, h0);
  }

  @Override
  public void run(Device<Object> device, List<Object> in, Object states, Extent s) {
    Kernel<Object> kernel = device.kernel(Kernel.class);
    kernel.run(in.get(0), in.get(1), in.get(2), in.get(3), gates.storage(), states, s);
  }

  @Override
  public ResetBeforeGruSequenceGradient gradient(Tensor states, Tensor gradient) {
    return new ResetBeforeGruSequenceGradient(this, states, gradient);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor states, Supplier<List<Tensor>> found) {
    int both = 2 * states.dim(3);
    return List.of(
        () -> found.get().get(0),
        () -> {
          Tensor a = found.get().get(0);
          Tensor q = found.get().get(1);
          Tensor ofGates = StateWeights.gradient(h0, states.at(0), a.at(all(), all(), to(both)));
          Tensor ofNew = StateWeights.sumOfProducts(q, a.at(all(), all(), from(both)));
          return concat(List.of(ofGates, ofNew), 1);
        },
        () -> found.get().get(0).sum(0, 1),
        () -> found.get().get(2));
  }
}
