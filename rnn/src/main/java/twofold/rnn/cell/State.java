package twofold.rnn.cell;

import java.util.List;
import twofold.tensor.Tensor;

/**
 * What a cell remembers between two steps of time: one or more tensors of shape (batch, units). The
 * first is what the cell shows to others, the rest it keeps to itself.
 *
 * @param parts of a simple recurrent cell and a GRU only h, of an LSTM h and c
 */
public record State(List<Tensor> parts) {

  public State {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a state has at least one part, got none");
    }
    parts = List.copyOf(parts);
  }

  public static State of(Tensor... parts) {
    return new State(List.of(parts));
  }

  /** What the cell shows: h. */
  public Tensor output() {
    return parts.get(0);
  }

  /** The same numbers with no history: backpropagation ends here. [truncated BPTT] */
  public State stopGradient() {
    return new State(parts.stream().map(Tensor::stopGradient).toList());
  }
}
