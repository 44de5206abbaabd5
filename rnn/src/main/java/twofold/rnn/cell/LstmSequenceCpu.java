package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link LstmSequence} in float. */
class LstmSequenceCpu extends MemorySequenceCpu implements LstmSequence.Kernel<float[]> {

  LstmSequenceCpu() {
    this(new CpuKit(), new LstmMemoryCpu());
  }

  LstmSequenceCpu(CpuKit kit, LstmMemoryCpu memory) {
    super(kit, LstmCell.GATES, memory::remember);
  }
}
