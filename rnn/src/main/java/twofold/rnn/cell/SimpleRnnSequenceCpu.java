package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link SimpleRnnSequence} in float. */
class SimpleRnnSequenceCpu extends FusedCpu implements SimpleRnnSequence.Kernel<float[]> {

  SimpleRnnSequenceCpu() {
    this(new CpuKit());
  }

  SimpleRnnSequenceCpu(CpuKit kit) {
    super(kit);
  }

  @Override
  public final void run(
      float[] projected, float[] u, float[] bias, float[] h0, float[] states, Extent s) {
    int units = s.units();
    through(
        u,
        units,
        h0,
        states,
        s,
        (b, t, a, ai) -> {
          int now = s.at(b, t);
          complete(projected, now, bias, 0, a, ai, units);
          kit.tanh(a, ai, states, now, units);
        });
  }
}
