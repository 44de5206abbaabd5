package twofold.verify.rnn.cell;

/** Theorems about {@code ResetBeforeGruSequenceGradient}. */
class ResetBeforeGruSequenceGradientProperties extends SequenceTheorems {

  ResetBeforeGruSequenceGradientProperties() {
    super(ResetBeforeGruSequenceProperties.BEFORE, true);
  }
}
