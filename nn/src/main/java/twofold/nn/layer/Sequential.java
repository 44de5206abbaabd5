package twofold.nn.layer;

import java.util.List;
import java.util.stream.Collectors;
import twofold.tensor.Tensor;

/**
 * Layers one after another: {@code y = fₙ(… f₂(f₁(x)))}.
 *
 * @param layers first to last
 */
public record Sequential(List<Layer> layers) implements Composite {

  public Sequential {
    layers = List.copyOf(layers);
  }

  public Sequential(Layer... layers) {
    this(List.of(layers));
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.forward(y, context);
    }
    return y;
  }

  @Override
  public String toString() {
    return layers.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
