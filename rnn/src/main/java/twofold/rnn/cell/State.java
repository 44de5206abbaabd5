package twofold.rnn.cell;

import java.util.ArrayList;
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

  /** Another h, the rest as it is. */
  public State withOutput(Tensor h) {
    List<Tensor> others = new ArrayList<>(parts);
    others.set(0, h);
    return new State(others);
  }

  /** The same numbers with no history: backpropagation ends here. [truncated BPTT] */
  public State stopGradient() {
    return new State(parts.stream().map(Tensor::stopGradient).toList());
  }
}
