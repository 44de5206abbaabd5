package twofold.nn.layer;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * The convolutional layer for signals: every moment is looked at with the same weights.
 *
 * <pre>
 *   Y = conv(X, W) + b          X: (batch, inputs, length)
 *                               W: (outputs, inputs/groups, kernelLength)
 *                               b: (outputs)                  Y: (batch, outputs, steps)
 * </pre>
 *
 * A {@link Convolution2d} of pictures of height 1; of the options those of the columns count.
 */
public final class Convolution1d implements Layer {
  private final Parameter weights;
  private final Parameter bias;
  private final Conv2d.Options options;

  /** With weights drawn by the initialiser, and bias 0. */
  public Convolution1d(
      Device<?> device,
      int inputs,
      int outputs,
      int kernelLength,
      Conv2d.Options options,
      Initialiser initialiser,
      RandomGenerator random) {
    int groups = options.groups();
    ConvolutionWeights.requireChannels("a convolution", inputs, outputs, groups);
    ConvolutionWeights.requireKernel("a convolution", 1, kernelLength);
    Shape shape = new Shape(outputs, inputs / groups, kernelLength);
    int fanIn = inputs / groups * kernelLength;
    int fanOut = outputs / groups * kernelLength;
    this.weights = new Parameter("weights", initialiser.draw(device, shape, fanIn, fanOut, random));
    this.bias = new Parameter("bias", device.zeros(outputs));
    this.options = options;
  }

  /** Of parameters that exist: read from a file, or those of another layer. */
  public Convolution1d(Parameter weights, Parameter bias, Conv2d.Options options) {
    InputShape.requireParameter("a convolution", weights, "outputs", "inputs/groups", "length");
    ConvolutionWeights.requireDivides("a convolution", options.groups(), weights.shape().dim(0));
    InputShape.requireParameter("a convolution", bias, weights.shape().dim(0));
    this.weights = weights;
    this.bias = bias;
    this.options = options;
  }

  public Conv2d.Options options() {
    return options;
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

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", inputs(), "length");
    Tensor y = Conv2d.conv1d(x, weights.value(), options);
    return ConvolutionWeights.plus(y, Optional.of(bias));
  }

  private int inputs() {
    return weights.shape().dim(1) * options.groups();
  }

  @Override
  public String toString() {
    Shape w = weights.shape();
    return String.format("Convolution1d %d → %d, %d", inputs(), w.dim(0), w.dim(2));
  }
}
