package twofold.rnn.cell;

import java.util.Arrays;
import twofold.tensor.CpuKit;

/** {@link LstmSequenceGradient} in float. */
class LstmSequenceGradientCpu extends FusedCpu implements LstmSequenceGradient.Kernel<float[]> {

  LstmSequenceGradientCpu() {
    this(new CpuKit());
  }

  LstmSequenceGradientCpu(CpuKit kit) {
    super(kit);
  }

  @Override
  public final void back(
      float[] u,
      float[] c0,
      float[] gates,
      float[] states,
      float[] gradient,
      float[] result,
      Extent s) {
    int units = s.units();
    int columns = LstmCell.GATES * units;
    int hStart = s.batch() * s.steps() * columns;
    int cStart = hStart + s.batch() * units;
    Arrays.fill(result, cStart, result.length, 0);
    back(
        u,
        columns,
        result,
        0,
        hStart,
        s,
        (b, t, tanh, yi) -> {
          int now = s.at(b, t);
          int at = LstmCell.GATES * now;
          int h = hStart + b * units;
          int c = cStart + b * units;
          kit.add(gradient, now, result, h, result, h, units);
          kit.add(gradient, s.size() + now, result, c, result, c, units);
          kit.tanh(states, s.size() + now, tanh, yi, units);
          float[] before = t == 0 ? c0 : states;
          int bi = t == 0 ? b * units : s.size() + now - units;
          step(gates, result, at, before, bi, tanh, yi, h, c, units, 0);
        });
  }

  /**
   * ā of one step of one sequence, from unit number {@code j} on.
   *
   * @param at where the step begins in the gates, and in the result
   * @param hi where in the result h̄ₜ stands, and then 0
   * @param ci where in the result wₜ + c̄ₜ₊₁∘fₜ₊₁ stands, and then c̄ₜ∘fₜ
   */
  void step(
      float[] gates,
      float[] result,
      int at,
      float[] before,
      int bi,
      float[] tanh,
      int yi,
      int hi,
      int ci,
      int units,
      int j) {
    for (; j < units; j++) {
      int k = at + j;
      float i = gates[k];
      float f = gates[k + units];
      float o = gates[k + 2 * units];
      float g = gates[k + 3 * units];
      float y = tanh[yi + j];
      float h = result[hi + j];
      float ho = h * o;
      float c = ho - ho * y * y + result[ci + j];
      float gBar = c * i;
      result[k] = c * g * (i - i * i);
      result[k + units] = c * before[bi + j] * (f - f * f);
      result[k + 2 * units] = h * y * (o - o * o);
      result[k + 3 * units] = gBar - gBar * g * g;
      result[hi + j] = 0;
      result[ci + j] = c * f;
    }
  }
}
