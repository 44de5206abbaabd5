package twofold.nn.layer;

import java.util.List;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * A function of a tensor with parameters to learn: {@code y = f(x; θ)}.
 *
 * <p>A layer keeps nothing but its parameters. What a forward pass needs beside them - whether this
 * is training, where randomness comes from - it is told in the {@link Context}.
 */
public interface Layer {

  /** The parameters, always in the same order; none for a fixed function. */
  List<Parameter> parameters();

  /** Computes y from a batch x, whose first axis counts the examples. */
  Tensor forward(Tensor x, Context context);
}
