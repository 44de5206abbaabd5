package twofold.rnn.cell;

import twofold.tensor.CpuKitSimd;

/** {@link GruSequence} on vector registers. */
final class GruSequenceSimd extends GruSequenceCpu {

  GruSequenceSimd() {
    super(new CpuKitSimd(), new MixSimd());
  }
}
