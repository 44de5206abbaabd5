package twofold.nn.layer;

import java.util.List;
import java.util.function.UnaryOperator;
import twofold.tensor.Parameter;
import twofold.tensor.Relu;
import twofold.tensor.Tanh;
import twofold.tensor.Tensor;

/**
 * A fixed function applied to each number, which is what keeps a stack of dense layers from being
 * one dense layer.
 *
 * @param name for people
 * @param function f in y = f(x)
 */
public record Activation(String name, UnaryOperator<Tensor> function) implements Layer {

  /** {@code y = max(x, 0)}. */
  public static Activation relu() {
    return new Activation("ReLU", Relu::relu);
  }

  /** {@code y = tanh x}. */
  public static Activation tanh() {
    return new Activation("tanh", Tanh::tanh);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return function.apply(x);
  }

  @Override
  public String toString() {
    return name;
  }
}
