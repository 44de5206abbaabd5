package twofold.rnn.cell;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import twofold.tensor.Composition;
import twofold.tensor.Concat;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Index;
import twofold.tensor.Op;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Backpropagation through time for {@link LstmSequence}: what the loss says about every aₜ, and
 * about the memory at the start.
 *
 * <pre>
 *   for t = T … 1:    h̄ₜ = vₜ + āₜ₊₁·Uᵀ
 *                     c̄ₜ = wₜ + h̄ₜ∘oₜ∘(1 − tanh²cₜ) + c̄ₜ₊₁∘fₜ₊₁
 *                     āₜ = c̄ₜ∘gₜ∘(iₜ − iₜ²)  |  c̄ₜ∘cₜ₋₁∘(fₜ − fₜ²)  |  h̄ₜ∘tanh cₜ∘(oₜ − oₜ²)  |  c̄ₜ∘iₜ∘(1 − gₜ²)
 *   c̄₀ = c̄₁∘f₁
 *
 *   v, w: (batch, time, units) each      result, one after the other: ā (batch, time, 4·units), c̄₀ (batch, units)
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
    implements Op {

  /** {@code result = (ā, c̄₀)}, all dense. */
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
    int memories = s.batch() * s.steps() * columns; // c̄ₜ₊₁∘fₜ₊₁, which ends as c̄₀
    for (int b = 0; b < s.batch(); b++) {
      for (int j = 0; j < units; j++) {
        result[memories + b * units + j] = 0;
      }
      for (int t = s.steps() - 1; t >= 0; t--) {
        int now = s.at(b, t);
        for (int j = 0; j < units; j++) {
          double fromNext = 0;
          if (t < s.steps() - 1) {
            for (int k = 0; k < columns; k++) {
              fromNext += result[LstmCell.GATES * s.at(b, t + 1) + k] * u[j * columns + k];
            }
          }
          int gate = LstmCell.GATES * now + j;
          double i = gates[gate];
          double f = gates[gate + units];
          double o = gates[gate + 2 * units];
          double g = gates[gate + 3 * units];
          double tanh = Math.tanh(states[s.size() + now + j]);
          double before = t == 0 ? c0[b * units + j] : states[s.size() + s.at(b, t - 1) + j];

          double h = gradient[now + j] + fromNext;
          double ho = h * o;
          int memory = memories + b * units + j;
          double c = gradient[s.size() + now + j] + (ho - ho * tanh * tanh) + result[memory];
          double ci = c * i;
          result[gate] = c * g * (i - i * i);
          result[gate + units] = c * before * (f - f * f);
          result[gate + 2 * units] = h * tanh * (o - o * o);
          result[gate + 3 * units] = ci - ci * g * g;
          result[memory] = c * f;
        }
      }
    }
  }

  // endregion

  /** ā of a result. */
  static Tensor ofProjected(Tensor result, Shape projected) {
    return result.at(Index.to(projected.size())).reshape(projected);
  }

  /** c̄₀ of a result. */
  static Tensor ofMemory(Tensor result, Extent s) {
    int size = s.batch() * s.units();
    return result.at(Index.from(result.size() - size)).reshape(s.batch(), s.units());
  }

  /** The same, of the composition: what (p, c₀) is told by the gradient of all states. */
  public static Tensor composed(List<Tensor> in) {
    List<Tensor> own = in.subList(0, 5).stream().map(Composition::apart).toList();
    List<Tensor> wanted = List.of(own.get(0), own.get(4));
    List<Tensor> gradients = Gradients.of(LstmSequence.composed(own), in.get(5), wanted);
    return Concat.concat(gradients.stream().map(g -> g.reshape(-1)).toList(), 0);
  }

  @Override
  public List<Tensor> inputs() {
    return Stream.concat(sequence.inputs().stream(), Stream.of(gradient)).toList();
  }

  @Override
  public Tensor forward() {
    Tensor u = sequence.stateWeights();
    Device<Object> device = Device.of(u, sequence.c0(), sequence.gates(), states, gradient);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    int batch = states.dim(1);
    var s = new Extent(batch, states.dim(2), states.dim(3));
    Tensor result = device.empty(new Shape(sequence.projected().size() + sequence.c0().size()));
    kernel.back(
        u.dense().storage(),
        sequence.c0().dense().storage(),
        sequence.gates().storage(),
        states.storage(),
        gradient.dense().storage(),
        result.storage(),
        s);
    return result;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor result, Tensor given) {
    return Composition.pullback(LstmSequenceGradient::composed, inputs(), given);
  }
}
