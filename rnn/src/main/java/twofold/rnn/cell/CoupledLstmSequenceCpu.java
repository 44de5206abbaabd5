package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link CoupledLstmSequence} in float. */
class CoupledLstmSequenceCpu extends MemorySequenceCpu
    implements CoupledLstmSequence.Kernel<float[]> {

  CoupledLstmSequenceCpu() {
    this(new CpuKit(), new MixCpu());
  }

  CoupledLstmSequenceCpu(CpuKit kit, MixCpu memory) {
    super(kit, CoupledLstmCell.GATES, memory::mix);
  }
}
