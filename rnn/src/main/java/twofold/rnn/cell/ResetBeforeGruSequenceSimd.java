package twofold.rnn.cell;

import twofold.tensor.CpuKitSimd;

/** {@link ResetBeforeGruSequence} on vector registers. */
final class ResetBeforeGruSequenceSimd extends ResetBeforeGruSequenceCpu {

  ResetBeforeGruSequenceSimd() {
    super(new CpuKitSimd(), new MixSimd());
  }
}
