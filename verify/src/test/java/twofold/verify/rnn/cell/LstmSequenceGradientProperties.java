package twofold.verify.rnn.cell;

/** Theorems about {@code LstmSequenceGradient}. */
class LstmSequenceGradientProperties extends SequenceTheorems {

  LstmSequenceGradientProperties() {
    super(LstmSequenceProperties.LSTM, true);
  }
}
