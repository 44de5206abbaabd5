package twofold.rnn.layer;

import java.util.List;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * A layer that reads sequences: (batch, time, features), and perhaps how long each is.
 *
 * <p>As a network it takes one input, or two: the sequences, and their lengths (batch).
 */
public interface SequenceLayer extends Layer {

  /** How many features each step must have. */
  int inputs();

  /**
   * Reads the sequences.
   *
   * @param x (batch, time, features)
   */
  Tensor forward(Tensor x, Lengths lengths, Context context);

  /** Of sequences without padding. */
  @Override
  default Tensor forward(Tensor x, Context context) {
    if (x.rank() != 3 || x.dim(1) == 0 || x.dim(2) != inputs()) {
      throw new ShapeException(
          "%s needs sequences of shape (batch, time, %d) with at least one step, got %s",
          this, inputs(), x.shape());
    }
    return forward(x, Lengths.whole(x), context);
  }

  @Override
  default List<Tensor> forward(List<Tensor> inputs, Context context) {
    if (inputs.size() == 2) {
      Tensor x = inputs.get(0);
      return List.of(forward(x, Lengths.of(inputs.get(1), x), context));
    }
    if (inputs.size() != 1) {
      throw new ShapeException(
          "%s needs sequences, and perhaps lengths: one or two inputs, got %d",
          this, inputs.size());
    }
    return List.of(forward(inputs.get(0), context));
  }
}
