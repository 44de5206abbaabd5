package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link CoupledLstmSequence} in float. */
class CoupledLstmSequenceCpu extends MemoryCpu implements CoupledLstmSequence.Kernel<float[]> {
  private final MixCpu memory;

  CoupledLstmSequenceCpu() {
    this(new CpuKit(), new MixCpu());
  }

  CoupledLstmSequenceCpu(CpuKit kit, MixCpu memory) {
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
    throughMemory(CoupledLstmCell.GATES, p, u, bias, h0, c0, gates, states, s, memory::mix);
  }
}
