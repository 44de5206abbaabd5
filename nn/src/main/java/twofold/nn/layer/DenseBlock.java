package twofold.nn.layer;

import static twofold.tensor.Concat.concat;

import java.util.List;
import java.util.stream.Collectors;
import twofold.tensor.Tensor;

/**
 * The dense block: every layer sees the outputs of all layers before it.
 *
 * <pre>
 *   x₀ = x        x_k = [x_{k−1}, f_k(x_{k−1})]  side by side along the channels        y = x_K
 *
 *   With f_k making g channels each, y has those of x and K·g more: f_k must take
 *   channels + (k − 1)·g.
 *                                             [Huang, Liu, van der Maaten & Weinberger 2017, eq. 2]
 * </pre>
 */
public record DenseBlock(List<Layer> layers) implements Composite {

  public DenseBlock {
    layers = List.copyOf(layers);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Tensor all = x;
    for (Layer layer : layers) {
      all = concat(List.of(all, layer.forward(all, context)), 1);
    }
    return all;
  }

  @Override
  public String toString() {
    return layers.stream()
        .map(Object::toString)
        .collect(Collectors.joining(", ", "DenseBlock(", ")"));
  }
}
