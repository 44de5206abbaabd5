package twofold.rnn.cell;

import twofold.tensor.CpuKitSimd;

/** {@link SimpleRnnSequence} on vector registers. */
final class SimpleRnnSequenceSimd extends SimpleRnnSequenceCpu {

  SimpleRnnSequenceSimd() {
    super(new CpuKitSimd());
  }
}
