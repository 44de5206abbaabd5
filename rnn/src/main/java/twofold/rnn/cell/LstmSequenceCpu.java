package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link LstmSequence} in float. */
class LstmSequenceCpu extends MemoryCpu implements LstmSequence.Kernel<float[]> {
  private final LstmMemoryCpu memory;

  LstmSequenceCpu() {
    this(new CpuKit(), new LstmMemoryCpu());
  }

  LstmSequenceCpu(CpuKit kit, LstmMemoryCpu memory) {
    super(kit);
    this.memory = memory;
  }

  @Override
  public final void run(
      float[] p,
      float[] u,
      float[] bias,
      float[] h0,
      float[] c0,
      float[] gates,
      float[] states,
      Extent s) {
    throughMemory(LstmCell.GATES, p, u, bias, h0, c0, gates, states, s, memory::remember);
  }
}
