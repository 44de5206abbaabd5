package twofold.verify.rnn.cell;

import java.util.List;
import twofold.rnn.cell.LstmSequence;
import twofold.rnn.cell.LstmSequenceGradient;
import twofold.tensor.Tensor;

/** Theorems about {@code LstmSequenceGradient}. */
class LstmSequenceGradientProperties extends SequenceTheorems {

  @Override
  int gates() {
    return 4;
  }

  @Override
  int parts() {
    return 2;
  }

  @Override
  boolean isGradient() {
    return true;
  }

  @Override
  Tensor fused(List<Tensor> in) {
    LstmSequence sequence = LstmSequenceProperties.operation(in);
    return new LstmSequenceGradient(sequence, sequence.forward(), in.get(5)).apply();
  }

  @Override
  Tensor composed(List<Tensor> in) {
    return LstmSequenceGradient.composed(in);
  }
}
