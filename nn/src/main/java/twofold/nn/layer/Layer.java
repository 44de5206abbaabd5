package twofold.nn.layer;

import java.util.List;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * A function of a tensor with parameters to learn: {@code y = f(x; θ)}; the {@link Network} with
 * one input and one output.
 */
public interface Layer extends Network {

  /** Computes y from a batch x, whose first axis counts the examples. */
  Tensor forward(Tensor x, Context context);

  /** The same, for those who do not know that there is only one of each. */
  @Override
  default List<Tensor> forward(List<Tensor> inputs, Context context) {
    if (inputs.size() != 1) {
      throw new ShapeException("%s needs one input, got %d", this, inputs.size());
    }
    return List.of(forward(inputs.get(0), context));
  }
}
