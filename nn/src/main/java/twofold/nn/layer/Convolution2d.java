package twofold.nn.layer;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * The convolutional layer: every place of the picture is looked at with the same weights.
 *
 * <pre>
 *   Y = conv(X, W) + b, b[o] added at every place of channel o            {@link Conv2d}
 *
 *   X: (batch, inputs, height, width)                 b: (outputs)
 *   W: (outputs, inputs/groups, kernelHeight, kernelWidth)
 *   Y: (batch, outputs, rows, columns)
 *
 *   Each output is a sum over fanIn = inputs/groups · kernelHeight · kernelWidth inputs.
 *
 *   Pullback: that of {@link Conv2d}, and b̄ = the sum of G over batch and places.
 *                                                        [LeCun, Bottou, Bengio & Haffner 1998]
 * </pre>
 *
 * Stride, dilation, padding and groups are those of {@link Conv2d.Options}.
 */
public final class Convolution2d implements Layer {
  private final Parameter weights;
  private final Optional<Parameter> bias;
  private final Conv2d.Options options;

  /** With weights drawn by the initialiser, and bias 0. */
  public Convolution2d(
      Device<?> device,
      int inputs,
      int outputs,
      int kernelHeight,
      int kernelWidth,
      Conv2d.Options options,
      Initialiser initialiser,
      RandomGenerator random) {
    ConvolutionWeights.requireChannels("a convolution", inputs, outputs, options.groups());
    ConvolutionWeights.requireKernel("a convolution", kernelHeight, kernelWidth);
    int groups = options.groups();
    int area = kernelHeight * kernelWidth;
    Shape shape = new Shape(outputs, inputs / groups, kernelHeight, kernelWidth);
    int fanIn = inputs / groups * area;
    int fanOut = outputs / groups * area;
    this.weights = new Parameter("weights", initialiser.draw(device, shape, fanIn, fanOut, random));
    this.bias = Optional.of(new Parameter("bias", device.zeros(outputs)));
    this.options = options;
  }

  /** With a square kernel that moves step by step inside the picture. */
  public Convolution2d(
      Device<?> device,
      int inputs,
      int outputs,
      int size,
      Initialiser initialiser,
      RandomGenerator random) {
    this(device, inputs, outputs, size, size, new Conv2d.Options(), initialiser, random);
  }

  /** Of parameters that exist: read from a file, or those of another layer. */
  public Convolution2d(Parameter weights, Optional<Parameter> bias, Conv2d.Options options) {
    InputShape.requireParameter(
        "a convolution", weights, "outputs", "inputs/groups", "height", "width");
    ConvolutionWeights.requireDivides("a convolution", options.groups(), weights.shape().dim(0));
    bias.ifPresent(b -> InputShape.requireParameter("a convolution", b, weights.shape().dim(0)));
    this.weights = weights;
    this.bias = bias;
    this.options = options;
  }

  /**
   * The same layer, with the same weights, that adds nothing: before a normalisation, which
   * subtracts the mean of each channel, a bias would have no effect.
   */
  public Convolution2d withoutBias() {
    return new Convolution2d(weights, Optional.empty(), options);
  }

  public Parameter weights() {
    return weights;
  }

  public Optional<Parameter> bias() {
    return bias;
  }

  public Conv2d.Options options() {
    return options;
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.concat(Stream.of(weights), bias.stream()).toList();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", inputs(), "height", "width");
    Tensor y = Conv2d.conv2d(x, weights.value(), options);
    return ConvolutionWeights.plus(y, bias);
  }

  private int inputs() {
    return weights.shape().dim(1) * options.groups();
  }

  @Override
  public String toString() {
    Shape w = weights.shape();
    return String.format("Convolution2d %d → %d, %d × %d", inputs(), w.dim(0), w.dim(2), w.dim(3));
  }
}
