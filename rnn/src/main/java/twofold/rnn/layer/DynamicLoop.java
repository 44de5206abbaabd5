package twofold.rnn.layer;

import static twofold.tensor.Concat.stack;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.at;
import static twofold.tensor.Where.where;

import java.util.ArrayList;
import java.util.List;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.State;
import twofold.tensor.Tensor;

/**
 * The loop over time that goes on as long as there is something to read.
 *
 * <pre>
 *   static unrolling                           dynamic loop
 *
 *     for t = 1 … time                           t ← 1
 *       s ← step(xₜ, s)                          while some sequence has a step t
 *                                                  s′ ← step(xₜ, s)
 *     the state of sequence b is that              s ← s′ for the sequences that have a step t,
 *     after its own last step                          and s as it was for those that have ended
 *                                                  t ← t + 1
 *                                                the state of every sequence is s
 * </pre>
 *
 * Both give the same states, outputs and gradients. The static way is known before it is run, so it
 * can be one fused operation; the dynamic one does not step through padding that all sequences
 * have, and is what a decoder must do, which does not know when it will stop.
 */
public final class DynamicLoop {
  private DynamicLoop() {}

  /**
   * What came of the loop.
   *
   * @param outputs (batch, longest, units), zeros where a sequence has ended
   * @param last the state of each sequence after its own last step
   */
  public record Outcome(Tensor outputs, State last) {}

  /**
   * Reads until the longest sequence ends.
   *
   * @param x (batch, time, inputs)
   */
  public static Outcome read(Cell cell, Tensor x, Lengths lengths, State start) {
    Tensor seen = lengths.masked(x);
    List<Tensor> outputs = new ArrayList<>();
    State state = start;
    for (int t = 0; t < lengths.longest(); t++) {
      Tensor goesOn = lengths.goOn(t, x.device());
      State before = state;
      State after = cell.step(seen.at(all(), at(t)), before);
      List<Tensor> parts = new ArrayList<>();
      for (int k = 0; k < after.parts().size(); k++) {
        parts.add(where(goesOn, after.parts().get(k), before.parts().get(k)));
      }
      state = new State(parts);
      outputs.add(where(goesOn, after.output(), x.device().scalar(0)));
    }
    return new Outcome(stack(outputs, 1), state);
  }
}
