package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link PeepholeLstmSequence} in float. */
class PeepholeLstmSequenceCpu extends FusedCpu implements PeepholeLstmSequence.Kernel<float[]> {
  private final LstmMemoryCpu memory;

  PeepholeLstmSequenceCpu() {
    this(new CpuKit(), new LstmMemoryCpu());
  }

  PeepholeLstmSequenceCpu(CpuKit kit, LstmMemoryCpu memory) {
    super(kit);
    this.memory = memory;
  }

  @Override
  public final void run(
      float[] projected,
      float[] u,
      float[] bias,
      float[] k,
      float[] h0,
      float[] c0,
      float[] gates,
      float[] states,
      Extent s) {
    int units = s.units();
    int columns = LstmCell.GATES * units;
    through(
        u,
        columns,
        h0,
        states,
        s,
        (b, t, a, ai) -> {
          int now = s.at(b, t);
          int gi = LstmCell.GATES * now;
          int oi = gi + 2 * units;
          int ci = s.size() + now;
          float[] before = t == 0 ? c0 : states;
          int bi = t == 0 ? b * units : ci - units;
          complete(projected, gi, bias, 0, a, ai, columns);
          kit.tanh(a, ai + 3 * units, gates, gi + 3 * units, units);
          // what the gates see of the memory is put where they will stand themselves
          kit.multiply(k, 0, before, bi, gates, gi, units);
          kit.multiply(k, units, before, bi, gates, gi + units, units);
          kit.add(a, ai, gates, gi, a, ai, 2 * units);
          kit.sigmoid(a, ai, gates, gi, 2 * units);
          memory.remember(gates, gi, before, bi, states, ci, units, 0);
          kit.multiply(k, 2 * units, states, ci, gates, oi, units);
          kit.add(a, ai + 2 * units, gates, oi, a, ai + 2 * units, units);
          kit.sigmoid(a, ai + 2 * units, gates, oi, units);
          kit.tanh(states, ci, a, ai, units);
          kit.multiply(gates, oi, a, ai, states, now, units);
        });
  }
}
