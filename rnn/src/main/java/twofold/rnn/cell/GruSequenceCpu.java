package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link GruSequence} in float. */
class GruSequenceCpu extends FusedCpu implements GruSequence.Kernel<float[]> {
  private final MixCpu mix;

  GruSequenceCpu() {
    this(new CpuKit(), new MixCpu());
  }

  GruSequenceCpu(CpuKit kit, MixCpu mix) {
    super(kit);
    this.mix = mix;
  }

  @Override
  public final void run(
      float[] projected,
      float[] u,
      float[] bias,
      float[] un,
      float[] h0,
      float[] gates,
      float[] states,
      Extent s) {
    int units = s.units();
    int ofNew = GruCell.NEW * units;
    through(
        u,
        GruCell.GATES * units,
        h0,
        states,
        s,
        (b, t, a, ai) -> {
          int now = s.at(b, t);
          int pi = GruCell.GATES * now;
          int gi = GruSequence.KEPT * now;
          int mi = gi + 3 * units;
          complete(projected, pi, bias, 0, a, ai, ofNew);
          kit.sigmoid(a, ai, gates, gi, ofNew); // update and reset gate
          kit.add(a, ai + ofNew, un, 0, gates, mi, units);
          kit.multiply(gates, gi + units, gates, mi, a, ai, units);
          complete(projected, pi + ofNew, bias, ofNew, a, ai, units);
          kit.tanh(a, ai, gates, gi + ofNew, units);
          if (t == 0) {
            mix.mix(gates, gi, h0, b * units, states, now, units, 0);
          } else {
            mix.mix(gates, gi, states, now - units, states, now, units, 0);
          }
        });
  }
}
