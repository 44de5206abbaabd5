package twofold.rnn.cell;

import twofold.tensor.CpuKitSimd;

/** {@link PeepholeLstmSequence} on vector registers. */
final class PeepholeLstmSequenceSimd extends PeepholeLstmSequenceCpu {

  PeepholeLstmSequenceSimd() {
    super(new CpuKitSimd(), new LstmMemorySimd());
  }
}
