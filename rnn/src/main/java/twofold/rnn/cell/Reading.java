package twofold.rnn.cell;

import static twofold.tensor.Index.all;
import static twofold.tensor.Index.at;

import java.util.List;
import java.util.stream.IntStream;
import twofold.tensor.Tensor;

/**
 * What came of reading a batch of sequences: the state after every step.
 *
 * @param parts those of a {@link State}, each of shape (batch, time, units)
 */
public record Reading(List<Tensor> parts) {

  public Reading {
    parts = List.copyOf(parts);
  }

  /** Of the states of a fused operation, one part after the other: (parts, batch, time, units). */
  static Reading of(Tensor states) {
    return new Reading(IntStream.range(0, states.dim(0)).mapToObj(states::at).toList());
  }

  /** What the cell showed after every step: (batch, time, units). */
  public Tensor outputs() {
    return parts.get(0);
  }

  /** How many steps there were. */
  public int steps() {
    return outputs().dim(1);
  }

  /** The state after step t, counted from 0; −1 is the last. */
  public State after(int t) {
    return new State(parts.stream().map(part -> part.at(all(), at(t))).toList());
  }

  /** The state after the last step. */
  public State last() {
    return after(-1);
  }
}
