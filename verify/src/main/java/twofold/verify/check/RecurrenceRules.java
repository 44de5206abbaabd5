package twofold.verify.check;

import static twofold.verify.check.RunningError.ofComposition;
import static twofold.verify.check.RunningError.rule;

import twofold.rnn.cell.LstmSequence;
import twofold.rnn.cell.LstmSequenceGradient;

/** Error rules of fused recurrent operations: those of the steps they are made of, one by one. */
final class RecurrenceRules {
  private RecurrenceRules() {}

  static void register() {
    rule(
        LstmSequence.class,
        (op, y, e, fl) -> ofComposition(LstmSequence::composed, op.inputs(), e, fl));
    rule(
        LstmSequenceGradient.class,
        (op, y, e, fl) -> ofComposition(LstmSequenceGradient::composed, op.inputs(), e, fl));
  }
}
