package twofold.verify.rnn.cell;

/** Theorems about {@code CoupledLstmSequenceGradient}. */
class CoupledLstmSequenceGradientProperties extends SequenceTheorems {

  CoupledLstmSequenceGradientProperties() {
    super(CoupledLstmSequenceProperties.COUPLED, true);
  }
}
