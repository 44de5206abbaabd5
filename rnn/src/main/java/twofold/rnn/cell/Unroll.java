package twofold.rnn.cell;

import static twofold.tensor.Concat.stack;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.at;

import java.util.ArrayList;
import java.util.List;
import twofold.tensor.Tensor;

/** The loop over time, written out: what every fused operation is judged by. */
final class Unroll {
  private Unroll() {}

  /** One step of time. */
  interface Step {
    State after(Tensor x, State before);
  }

  /**
   * Every step after the one before.
   *
   * @param x (batch, time, …)
   */
  static Reading steps(Tensor x, State start, Step step) {
    List<State> states = new ArrayList<>();
    State state = start;
    for (int t = 0; t < x.dim(1); t++) {
      state = step.after(x.at(all(), at(t)), state);
      states.add(state);
    }
    List<Tensor> parts = new ArrayList<>();
    for (int k = 0; k < start.parts().size(); k++) {
      int part = k;
      parts.add(stack(states.stream().map(s -> s.parts().get(part)).toList(), 1));
    }
    return new Reading(parts);
  }

  /** The same, as fused operations give it: (parts, batch, time, units). */
  static Tensor states(Tensor x, State start, Step step) {
    return stack(steps(x, start, step).parts(), 0);
  }
}
