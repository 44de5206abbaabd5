package twofold.rnn.cell;

import static twofold.rnn.cell.Loops.fromState;
import static twofold.rnn.cell.Loops.sigmoid;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.from;
import static twofold.tensor.Index.to;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Concat;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * A whole sequence through a {@link GruCell}, as one operation.
 *
 * <pre>
 *   sₜ = hₜ₋₁·U                       pₜ = xₜ·W, computed for all steps at once, as it waits for nothing
 *   zₜ, rₜ = σ(pₜ + sₜ + b)           each of its own columns of p, s and b
 *   mₜ = sₜ + u_n                     the columns n of s
 *   nₜ = tanh(pₜ + rₜ∘mₜ + b)         the columns n of p and b
 *   hₜ = (1 − zₜ)∘nₜ + zₜ∘hₜ₋₁
 *
 *   p: (batch, time, 3·units)   U: (units, 3·units)   b: (3·units)   u_n: (units)   h₀: (batch, units)
 *   result: (1, batch, time, units), all hₜ
 *
 *   Pullback. The loss sees every hₜ directly, with the gradient vₜ; beside that
 *
 *     hₜ is read by step t + 1:         h̄ₜ = vₜ + h̄ₜ₊₁∘zₜ₊₁ + s̄ₜ₊₁·Uᵀ             (h̄_T₊₁ = 0, s̄_T₊₁ = 0)
 *     the gates by hₜ and nₜ:           z̄ₜ = h̄ₜ∘(hₜ₋₁ − nₜ)   n̄ₜ = h̄ₜ∘(1 − zₜ)
 *     tanh′ = 1 − tanh²:                p̄ₜ = n̄ₜ∘(1 − nₜ²)     in the columns n
 *                                       r̄ₜ = p̄ₜ∘mₜ            of these columns
 *     σ′ = σ − σ²:                      p̄ₜ = z̄ₜ∘(zₜ − zₜ²),  r̄ₜ∘(rₜ − rₜ²)     in the columns z, r
 *     s is added to p, but in the columns n comes the reset gate between:
 *                                       s̄ₜ = p̄ₜ  |  p̄ₜ  |  p̄ₜ∘rₜ
 *
 *   found from t = T down to 1 by {@link GruSequenceGradient}. Then
 *
 *     Ū = Σₜ hₜ₋₁ᵀ·s̄ₜ     b̄ = Σₜ p̄ₜ     ū_n = Σₜ s̄ₜ in the columns n     h̄₀ = h̄₁∘z₁ + s̄₁·Uᵀ
 *
 *   b̄ and ū_n summed over the batch as well. The weights of the state are told s̄ and not p̄, or the reset gate would
 *   be forgotten.
 *
 *   Rounding. That of the formulas as written.
 * </pre>
 *
 * @param projected p, (batch, time, 3·units), columns z, r, n
 * @param gates where z, r, n and m of every step are written down for the way back, (batch, time,
 *     4·units); no input
 */
public record GruSequence(
    Tensor projected, Tensor stateWeights, Tensor bias, Tensor stateBias, Tensor h0, Tensor gates)
    implements FusedSequence {
  /** How many numbers for each unit are written down for the way back. */
  static final int KEPT = 4;

  public GruSequence(
      Tensor projected, Tensor stateWeights, Tensor bias, Tensor stateBias, Tensor h0) {
    this(
        projected,
        stateWeights,
        bias,
        stateBias,
        h0,
        extent(projected, stateWeights, bias, stateBias, h0).kept(projected.device(), KEPT));
  }

  public GruSequence {
    extent(projected, stateWeights, bias, stateBias, h0);
  }

  @Override
  public Extent extent() {
    return extent(projected, stateWeights, bias, stateBias, h0);
  }

  private static Extent extent(Tensor p, Tensor u, Tensor b, Tensor un, Tensor h0) {
    Extent s = Extent.of("a GRU", GruCell.GATES, p, u, b, h0);
    Extent.require("a GRU", "a state bias", un, new Shape(s.units()));
    return s;
  }

  @Override
  public int parts() {
    return 1;
  }

  /** Writes all gates and states, all dense. */
  public interface Kernel<S> {
    void run(S projected, S stateWeights, S bias, S stateBias, S h0, S gates, S states, Extent s);
  }

  // region reference
  static void reference(
      double[] p,
      double[] u,
      double[] bias,
      double[] un,
      double[] h0,
      double[] gates,
      double[] states,
      Extent s) {
    int units = s.units();
    int columns = GruCell.GATES * units;
    for (int b = 0; b < s.batch(); b++) {
      for (int t = 0; t < s.steps(); t++) {
        int now = s.at(b, t);
        for (int j = 0; j < units; j++) {
          int at = GruCell.GATES * now + j;
          int ofNew = GruCell.NEW * units + j;
          double sz = fromState(h0, states, u, columns, j, s, b, t);
          double sr = fromState(h0, states, u, columns, units + j, s, b, t);
          double sn = fromState(h0, states, u, columns, ofNew, s, b, t);
          double z = sigmoid(p[at] + sz + bias[j]);
          double r = sigmoid(p[at + units] + sr + bias[units + j]);
          double m = sn + un[j];
          double n = Math.tanh(p[at + 2 * units] + r * m + bias[ofNew]);
          double before = t == 0 ? h0[b * units + j] : states[s.at(b, t - 1) + j];
          states[now + j] = (1 - z) * n + z * before;
          int gate = KEPT * now + j;
          gates[gate] = z;
          gates[gate + units] = r;
          gates[gate + 2 * units] = n;
          gates[gate + 3 * units] = m;
        }
      }
    }
  }

  // endregion

  @Override
  public Tensor composed(List<Tensor> in) {
    Tensor u = in.get(1);
    return Unroll.states(
        in.get(0),
        State.of(in.get(4)),
        (p, state) -> GruCell.step(p, state.output().matMul(u), in.get(2), in.get(3), state));
  }

  /**
   * The same with something added to every sₜ: what the loss says about that is s̄.
   *
   * @param added (batch, time, 3·units)
   */
  static Tensor composed(List<Tensor> in, Tensor added) {
    Tensor u = in.get(1);
    int columns = u.dim(1);
    return Unroll.states(
        Concat.concat(List.of(in.get(0), added), 2),
        State.of(in.get(4)),
        (both, state) -> {
          Tensor s = state.output().matMul(u).add(both.at(all(), from(columns)));
          return GruCell.step(both.at(all(), to(columns)), s, in.get(2), in.get(3), state);
        });
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(projected, stateWeights, bias, stateBias, h0);
  }

  @Override
  public void run(Device<Object> device, List<Object> in, Object states, Extent s) {
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Object to = gates.storage();
    kernel.run(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), to, states, s);
  }

  @Override
  public GruSequenceGradient gradient(Tensor states, Tensor gradient) {
    return new GruSequenceGradient(this, states, gradient);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor states, Supplier<List<Tensor>> found) {
    int ofNew = GruCell.NEW * states.dim(3);
    return List.of(
        () -> found.get().get(0),
        () -> StateWeights.gradient(h0, states.at(0), found.get().get(1)),
        () -> found.get().get(0).sum(0, 1),
        () -> found.get().get(1).at(all(), all(), from(ofNew)).sum(0, 1),
        () -> found.get().get(2));
  }
}
