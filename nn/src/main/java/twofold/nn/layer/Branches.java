package twofold.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Several layers that look at the same input, and what becomes of their outputs.
 *
 * <pre>
 *   y = merge(f₁(x), f₂(x), …)
 *
 *   residual     f(x) + x: the layers learn what is to be changed, and the gradient has a way
 *                around them
 *                                                                [He, Zhang, Ren & Sun 2016, eq. 1]
 *   inception    f₁(x), f₂(x), … side by side: windows of several sizes at once
 *                                                                             [Szegedy et al. 2015]
 * </pre>
 */
public record Branches(Merge merge, List<Layer> layers) implements Composite {

  public Branches {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new ShapeException("branches need at least one layer, got none");
    }
  }

  /** {@code y = body(x) + x}. */
  public static Branches residual(Layer body) {
    return residual(body, Lambda.identity());
  }

  /** {@code y = body(x) + shortcut(x)}, for a body that changes the shape. */
  public static Branches residual(Layer body, Layer shortcut) {
    return new Branches(Merge.add(), List.of(body, shortcut));
  }

  /** Outputs side by side along the channels. */
  public static Branches inception(Layer... branches) {
    return new Branches(Merge.concat(1), List.of(branches));
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    List<Tensor> outputs = new ArrayList<>();
    for (Layer layer : layers) { // in order: they may share a stream of randomness
      outputs.add(layer.forward(x, context));
    }
    return merge.of(outputs);
  }

  @Override
  public String toString() {
    return layers.stream().map(Object::toString).collect(Collectors.joining(" | ", "[", "]"));
  }
}
