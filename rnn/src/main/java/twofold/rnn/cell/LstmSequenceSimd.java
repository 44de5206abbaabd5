package twofold.rnn.cell;

import twofold.tensor.CpuKitSimd;

/** {@link LstmSequence} on vector registers. */
final class LstmSequenceSimd extends LstmSequenceCpu {

  LstmSequenceSimd() {
    super(new CpuKitSimd(), new LstmMemorySimd());
  }
}
