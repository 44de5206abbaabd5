package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/**
 * What the twins of {@link LstmSequence} and {@link CoupledLstmSequence} share on the processor
 * beside {@link FusedCpu}: all but how the memory is made of the gates. In both the output gate
 * stands before what is new, and what is new is the last of the gates.
 */
abstract class MemorySequenceCpu extends FusedCpu {
  private final int gateCount;
  private final Memory memory;

  /** How the memory is made of gates that begin at gi, and of the memory before. */
  interface Memory {
    void into(float[] gates, int gi, float[] before, int bi, float[] c, int ci, int units, int j);
  }

  MemorySequenceCpu(CpuKit kit, int gateCount, Memory memory) {
    super(kit);
    this.gateCount = gateCount;
    this.memory = memory;
  }

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
    int columns = gateCount * units;
    int ofNew = columns - units;
    through(
        u,
        columns,
        h0,
        states,
        s,
        (b, t, a, ai) -> {
          int now = s.at(b, t);
          int gi = gateCount * now;
          int ci = s.size() + now;
          complete(projected, gi, bias, 0, a, ai, columns);
          kit.sigmoid(a, ai, gates, gi, ofNew);
          kit.tanh(a, ai + ofNew, gates, gi + ofNew, units);
          float[] before = t == 0 ? c0 : states;
          int bi = t == 0 ? b * units : ci - units;
          memory.into(gates, gi, before, bi, states, ci, units, 0);
          kit.tanh(states, ci, a, ai, units);
          kit.multiply(gates, gi + ofNew - units, a, ai, states, now, units);
        });
  }
}
