package twofold.nn.layer;

import java.util.List;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * A function of one or more tensors, to one or more tensors, with parameters to learn: {@code (y₁,
 * …, yₘ) = f(x₁, …, xₙ; θ)}. Whatever is trained, scored, saved or drawn is one.
 *
 * <p>Most are a {@link Layer}, whose n and m are 1; others are put together by {@code
 * twofold.nn.graph.Model}.
 *
 * <p>A network keeps nothing but its parameters, and a few keep a {@link #state}. What a forward
 * pass needs beside them - whether this is training, where randomness comes from - it is told in
 * the {@link Context}.
 */
public interface Network {

  /** The parameters, always in the same order and each just once; none for a fixed function. */
  List<Parameter> parameters();

  /**
   * Numbers that belong to the network but are not learned by gradients: passes in training update
   * them, passes in inference use them, and they are saved with the parameters. The running
   * statistics of {@link BatchNorm} are such numbers. Always in the same order.
   */
  default List<Parameter> state() {
    return List.of();
  }

  /**
   * Computes y₁, …, yₘ from a batch.
   *
   * @param inputs x₁, …, xₙ; the first axis of each counts the examples
   * @throws twofold.tensor.ShapeException if their number or their shapes are not those it takes
   */
  List<Tensor> forward(List<Tensor> inputs, Context context);
}
