package twofold.nn.layer;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * The fully connected layer: every output is a weighted sum of all inputs.
 *
 * <pre>
 *   Y = X·W + b            X: (batch, inputs)    W: (inputs, outputs)    b: (outputs)    Y: (batch, outputs)
 *
 *   Pullback, from those of the product and of the broadcast sum:
 *     X̄ = G·Wᵀ      W̄ = Xᵀ·G      b̄ = the sum of G over the batch
 * </pre>
 */
public final class Dense implements Layer {
  private final Parameter weights;
  private final Parameter bias;

  /** With weights drawn by the initialiser, and bias 0. */
  public Dense(
      Device<?> device, int inputs, int outputs, Initialiser initialiser, RandomGenerator random) {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "a dense layer needs at least 1 input and 1 output, got " + inputs + " and " + outputs);
    }
    Shape shape = new Shape(inputs, outputs);
    weights = new Parameter("weights", initialiser.draw(device, shape, inputs, outputs, random));
    bias = new Parameter("bias", device.zeros(outputs));
  }

  /** Of parameters that exist: read from a file, or those of another layer. */
  public Dense(Parameter weights, Parameter bias) {
    InputShape.requireParameter("a dense layer", weights, "inputs", "outputs");
    InputShape.requireParameter("a dense layer", bias, weights.shape().dim(1));
    this.weights = weights;
    this.bias = bias;
  }

  public Parameter weights() {
    return weights;
  }

  public Parameter bias() {
    return bias;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weights, bias);
  }

  // region forward
  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", weights.shape().dim(0));
    return x.matMul(weights.value()).add(bias.value());
  }

  // endregion

  @Override
  public String toString() {
    return "Dense " + weights.shape().dim(0) + " → " + weights.shape().dim(1);
  }
}
