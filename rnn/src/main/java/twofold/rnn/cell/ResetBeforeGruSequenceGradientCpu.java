package twofold.rnn.cell;

import java.util.Arrays;
import twofold.tensor.CpuKit;
import twofold.tensor.MatMulPacked;

/** {@link ResetBeforeGruSequenceGradient} in float: two products for each step. */
class ResetBeforeGruSequenceGradientCpu extends FusedCpu
    implements ResetBeforeGruSequenceGradient.Kernel<float[]> {

  ResetBeforeGruSequenceGradientCpu() {
    this(new CpuKit());
  }

  ResetBeforeGruSequenceGradientCpu(CpuKit kit) {
    super(kit);
  }

  @Override
  public final void back(
      float[] u,
      float[] h0,
      float[] gates,
      float[] states,
      float[] gradient,
      float[] result,
      Extent s) {
    int units = s.units();
    int columns = GruCell.GATES * units;
    int ofNew = GruCell.NEW * units;
    int seen = GruCell.GATES * s.size();
    int start = seen + s.size();
    MatMulPacked fromGates = packed(0).pack(u, 0, 1, columns, ofNew, units);
    MatMulPacked fromNew = packed(1).pack(u, ofNew, 1, columns, units, units);
    Rows.ofThreads(
        s.batch(),
        (from, to) -> {
          float[] told = new float[(to - from) * units]; // what a product says
          int passed = start + from * units;
          Arrays.fill(result, passed, passed + told.length, 0);
          for (int t = s.steps() - 1; t >= 0; t--) {
            int first = GruCell.GATES * s.at(from, t);
            float[] before = t == 0 ? h0 : states;
            addGiven(gradient, result, s, from, to, t, passed);
            for (int b = from; b < to; b++) {
              int at = GruCell.GATES * s.at(b, t);
              int bi = t == 0 ? b * units : s.at(b, t - 1);
              ofUpdateAndNew(gates, result, at, before, bi, start + b * units, units, 0);
            }
            int row = s.steps() * columns;
            fromNew.multiply(result, first + ofNew, row, told, 0, units, to - from);
            for (int b = from; b < to; b++) {
              int now = s.at(b, t);
              int at = GruCell.GATES * now + units;
              int bi = t == 0 ? b * units : s.at(b, t - 1);
              int qi = (b - from) * units;
              kit.multiply(gates, at, before, bi, result, seen + now, units);
              ofReset(gates, result, at, before, bi, told, qi, start + b * units, units, 0);
            }
            fromGates.multiply(result, first, row, told, 0, units, to - from);
            kit.add(told, 0, result, passed, result, passed, told.length);
          }
        });
  }

  /** Adds what the loss says about h of step t to what the step after says. */
  private void addGiven(
      float[] gradient, float[] result, Extent s, int from, int to, int t, int passed) {
    for (int b = from; b < to; b++) {
      int h = passed + (b - from) * s.units();
      kit.add(gradient, s.at(b, t), result, h, result, h, s.units());
    }
  }

  /**
   * ā in the columns z and n, for one step of one sequence, from unit number {@code j} on.
   *
   * @param at where the step begins in the gates, and in the result
   * @param hi where in the result h̄ₜ stands, and then h̄ₜ∘zₜ
   */
  void ofUpdateAndNew(
      float[] gates, float[] result, int at, float[] before, int bi, int hi, int units, int j) {
    for (; j < units; j++) {
      float z = gates[at + j];
      float n = gates[at + 2 * units + j];
      float h = result[hi + j];
      float nBar = h * (1 - z);
      result[at + j] = h * (before[bi + j] - n) * (z - z * z);
      result[at + 2 * units + j] = nBar - nBar * n * n;
      result[hi + j] = h * z;
    }
  }

  /**
   * ā in the columns r.
   *
   * @param at where the reset gate begins in the gates, and in the result
   * @param hi where in the result h̄ₜ∘zₜ stands, and then h̄ₜ∘zₜ + q̄ₜ∘rₜ
   */
  void ofReset(
      float[] gates,
      float[] result,
      int at,
      float[] before,
      int bi,
      float[] q,
      int qi,
      int hi,
      int units,
      int j) {
    for (; j < units; j++) {
      float r = gates[at + j];
      result[at + j] = q[qi + j] * before[bi + j] * (r - r * r);
      result[hi + j] += q[qi + j] * r;
    }
  }
}
