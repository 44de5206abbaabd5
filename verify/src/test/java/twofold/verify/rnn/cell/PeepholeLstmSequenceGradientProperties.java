package twofold.verify.rnn.cell;

/** Theorems about {@code PeepholeLstmSequenceGradient}. */
class PeepholeLstmSequenceGradientProperties extends SequenceTheorems {

  PeepholeLstmSequenceGradientProperties() {
    super(PeepholeLstmSequenceProperties.PEEPHOLE, true);
  }
}
