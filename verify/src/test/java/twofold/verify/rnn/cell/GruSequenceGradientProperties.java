package twofold.verify.rnn.cell;

/** Theorems about {@code GruSequenceGradient}. */
class GruSequenceGradientProperties extends SequenceTheorems {

  GruSequenceGradientProperties() {
    super(GruSequenceProperties.GRU, true);
  }
}
