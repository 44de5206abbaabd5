package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link LstmSequence} in float. */
class LstmSequenceCpu extends FusedCpu implements LstmSequence.Kernel<float[]> {

  LstmSequenceCpu() {
    this(new CpuKit());
  }

  LstmSequenceCpu(CpuKit kit) {
    super(kit);
  }

  @Override
  public final void run(
      float[] projected,
      float[] u,
      float[] bias,
      float[] h0,
      float[] c0,
      float[] gates,
      float[] states,
      Extent s) {
    int units = s.units();
    int columns = LstmCell.GATES * units;
    int ofNew = LstmCell.NEW * units;
    through(
        u,
        columns,
        h0,
        states,
        s,
        (b, t, a, ai) -> {
          int now = s.at(b, t);
          int gi = LstmCell.GATES * now;
          int ci = s.size() + now;
          complete(projected, gi, bias, 0, a, ai, columns);
          kit.sigmoid(a, ai, gates, gi, ofNew); // input, forget, output gate
          kit.tanh(a, ai + ofNew, gates, gi + ofNew, units);
          if (t == 0) {
            remember(gates, gi, c0, b * units, states, ci, units, 0);
          } else {
            remember(gates, gi, states, ci - units, states, ci, units, 0);
          }
          kit.tanh(states, ci, a, ai, units);
          kit.multiply(gates, gi + LstmCell.OUTPUT * units, a, ai, states, now, units);
        });
  }

  /** {@code c = f∘before + i∘g}, from unit number {@code j} on. */
  void remember(
      float[] gates, int gi, float[] before, int bi, float[] c, int ci, int units, int j) {
    for (; j < units; j++) {
      float kept = gates[gi + units + j] * before[bi + j];
      c[ci + j] = kept + gates[gi + j] * gates[gi + 3 * units + j];
    }
  }
}
