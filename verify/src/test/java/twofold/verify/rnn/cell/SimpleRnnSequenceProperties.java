package twofold.verify.rnn.cell;

import twofold.rnn.cell.SimpleRnnSequence;

/** Theorems about {@code SimpleRnnSequence}. */
class SimpleRnnSequenceProperties extends SequenceTheorems {
  static final Fused SIMPLE =
      new Fused(
          1, 1, null, in -> new SimpleRnnSequence(in.get(0), in.get(1), in.get(2), in.get(3)));

  SimpleRnnSequenceProperties() {
    super(SIMPLE, false);
  }
}
