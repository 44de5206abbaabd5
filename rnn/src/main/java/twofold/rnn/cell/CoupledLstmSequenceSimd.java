package twofold.rnn.cell;

import twofold.tensor.CpuKitSimd;

/** {@link CoupledLstmSequence} on vector registers. */
final class CoupledLstmSequenceSimd extends CoupledLstmSequenceCpu {

  CoupledLstmSequenceSimd() {
    super(new CpuKitSimd(), new MixSimd());
  }
}
