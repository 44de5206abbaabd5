package twofold.verify.rnn.cell;

/** Theorems about {@code SimpleRnnSequenceGradient}. */
class SimpleRnnSequenceGradientProperties extends SequenceTheorems {

  SimpleRnnSequenceGradientProperties() {
    super(SimpleRnnSequenceProperties.SIMPLE, true);
  }
}
