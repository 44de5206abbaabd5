package twofold.rnn.cell;

import java.util.Arrays;
import twofold.tensor.CpuKit;
import twofold.tensor.MatMulPacked;

/** {@link LstmSequenceGradient} in float, dealt out as in {@link LstmSequenceCpu}. */
class LstmSequenceGradientCpu implements LstmSequenceGradient.Kernel<float[]> {
  private final CpuKit kit;
  private final ThreadLocal<MatMulPacked> packed;

  LstmSequenceGradientCpu() {
    this(new CpuKit());
  }

  LstmSequenceGradientCpu(CpuKit kit) {
    this.kit = kit;
    packed = ThreadLocal.withInitial(kit::packed);
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
    MatMulPacked transposed = packed.get().pack(u, 0, 1, columns, columns, units);
    int memories = s.batch() * s.steps() * columns;
    Rows.ofThreads(
        s.batch(),
        (from, to) -> {
          float[] h = new float[(to - from) * units];
          float[] tanh = new float[units];
          for (int t = s.steps() - 1; t >= 0; t--) {
            boolean last = t == s.steps() - 1;
            if (!last) {
              int next = LstmCell.GATES * s.at(from, t + 1);
              transposed.multiply(result, next, s.steps() * columns, h, 0, units, to - from);
            }
            for (int b = from; b < to; b++) {
              int hi = (b - from) * units;
              int memory = memories + b * units;
              int now = s.at(b, t);
              if (last) {
                System.arraycopy(gradient, now, h, hi, units);
                Arrays.fill(result, memory, memory + units, 0);
              } else {
                kit.add(gradient, now, h, hi, h, hi, units);
              }
              kit.add(gradient, s.size() + now, result, memory, result, memory, units);
              kit.tanh(states, s.size() + now, tanh, 0, units);
              boolean first = t == 0;
              float[] before = first ? c0 : states;
              int bi = first ? b * units : s.size() + s.at(b, t - 1);
              step(gates, result, LstmCell.GATES * now, before, bi, tanh, h, hi, memory, units, 0);
            }
          }
        });
  }

  /**
   * ā of one step of one sequence, from unit number {@code j} on.
   *
   * @param at where the step begins in the gates, and in the result
   * @param memory where in the result wₜ + c̄ₜ₊₁∘fₜ₊₁ stands, and then c̄ₜ∘fₜ
   */
  void step(
      float[] gates,
      float[] result,
      int at,
      float[] before,
      int bi,
      float[] tanh,
      float[] h,
      int hi,
      int memory,
      int units,
      int j) {
    for (; j < units; j++) {
      int k = at + j;
      float i = gates[k];
      float f = gates[k + units];
      float o = gates[k + 2 * units];
      float g = gates[k + 3 * units];
      float ho = h[hi + j] * o;
      float c = ho - ho * tanh[j] * tanh[j] + result[memory + j];
      float ci = c * i;
      result[k] = c * g * (i - i * i);
      result[k + units] = c * before[bi + j] * (f - f * f);
      result[k + 2 * units] = h[hi + j] * tanh[j] * (o - o * o);
      result[k + 3 * units] = ci - ci * g * g;
      result[memory + j] = c * f;
    }
  }
}
