package twofold.nn.layer;

import java.util.List;
import java.util.function.BiFunction;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Any function of the input and the context as a layer, for what is needed once: {@code new
 * Lambda("crop", (x, context) -> x.at(all(), range(1, -1)))}.
 *
 * @param name for people
 * @param function made of tensor operations, so gradients go through it; without parameters
 */
public record Lambda(String name, BiFunction<Tensor, Context, Tensor> function) implements Layer {
  /** One object, so that it can be recognised. */
  private static final BiFunction<Tensor, Context, Tensor> IDENTITY = (x, context) -> x;

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return function.apply(x, context);
  }

  /** {@code y = x}. */
  public static Lambda identity() {
    return new Lambda("identity", IDENTITY);
  }

  @Override
  public String toString() {
    return name;
  }
}
