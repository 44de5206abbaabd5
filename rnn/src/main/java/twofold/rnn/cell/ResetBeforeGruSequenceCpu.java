package twofold.rnn.cell;

import twofold.tensor.CpuKit;
import twofold.tensor.MatMulPacked;

/** {@link ResetBeforeGruSequence} in float: two products for each step. */
class ResetBeforeGruSequenceCpu extends FusedCpu implements ResetBeforeGruSequence.Kernel<float[]> {
  private final MixCpu mix;

  ResetBeforeGruSequenceCpu() {
    this(new CpuKit(), new MixCpu());
  }

  ResetBeforeGruSequenceCpu(CpuKit kit, MixCpu mix) {
    super(kit);
    this.mix = mix;
  }

  @Override
  public final void run(
      float[] projected,
      float[] u,
      float[] bias,
      float[] h0,
      float[] gates,
      float[] states,
      Extent s) {
    int units = s.units();
    int columns = GruCell.GATES * units;
    int ofNew = GruCell.NEW * units;
    MatMulPacked toGates = packed(0).pack(u, 0, columns, 1, units, ofNew);
    MatMulPacked toNew = packed(1).pack(u, ofNew, columns, 1, units, units);
    Rows.ofThreads(
        s.batch(),
        (from, to) -> {
          int rows = to - from;
          float[] a = new float[rows * columns];
          float[] q = new float[rows * units];
          for (int t = 0; t < s.steps(); t++) {
            timesBefore(toGates, h0, states, s, from, to, t, a, columns);
            float[] before = t == 0 ? h0 : states;
            for (int b = from; b < to; b++) {
              int gi = GruCell.GATES * s.at(b, t);
              int ai = (b - from) * columns;
              int bi = t == 0 ? b * units : s.at(b, t - 1);
              complete(projected, gi, bias, 0, a, ai, ofNew);
              kit.sigmoid(a, ai, gates, gi, ofNew); // update and reset gate
              kit.multiply(gates, gi + units, before, bi, q, (b - from) * units, units);
            }
            toNew.multiply(q, 0, units, a, ofNew, columns, rows);
            for (int b = from; b < to; b++) {
              int gi = GruCell.GATES * s.at(b, t);
              int ai = (b - from) * columns + ofNew;
              int bi = t == 0 ? b * units : s.at(b, t - 1);
              complete(projected, gi + ofNew, bias, ofNew, a, ai, units);
              kit.tanh(a, ai, gates, gi + ofNew, units);
              mix.mix(gates, gi, before, bi, states, s.at(b, t), units, 0);
            }
          }
        });
  }
}
