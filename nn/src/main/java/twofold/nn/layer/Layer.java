package twofold.nn.layer;

import java.util.List;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * A function of a tensor with parameters to learn: {@code y = f(x; θ)}.
 *
 * <p>A layer keeps nothing but its parameters, and a few keep a {@link #state}. What a forward pass
 * needs beside them - whether this is training, where randomness comes from - it is told in the
 * {@link Context}.
 */
public interface Layer {

  /** The parameters, always in the same order; none for a fixed function. */
  List<Parameter> parameters();

  /**
   * Numbers that belong to the layer but are not learned by gradients: passes in training update
   * them, passes in inference use them, and they are saved with the parameters. The running
   * statistics of {@link BatchNorm} are such numbers. Always in the same order.
   */
  default List<Parameter> state() {
    return List.of();
  }

  /** Computes y from a batch x, whose first axis counts the examples. */
  Tensor forward(Tensor x, Context context);
}
