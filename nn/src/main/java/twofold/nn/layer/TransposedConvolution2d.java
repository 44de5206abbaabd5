package twofold.nn.layer;

import static twofold.tensor.Conv2dInputGradient.convTranspose2d;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import twofold.tensor.Conv2d;
import twofold.tensor.Conv2dInputGradient;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * The transposed convolution: every number paints a copy of the kernel into a larger picture, and
 * copies that overlap are added.
 *
 * <pre>
 *   Y = convTranspose(X, W) + b                           {@link Conv2dInputGradient}
 *
 *   X: (batch, inputs, height, width)                     b: (outputs)
 *   W: (inputs, outputs/groups, kernelHeight, kernelWidth)
 *   Y: (batch, outputs, (height − 1)·stride + span − padding, …), height·stride where padding is
 *   same
 *
 *   With stride s, an output is met by one in s² of the places of the kernel, so on average
 *     fanIn = inputs/groups · kernelHeight · kernelWidth / s²                [Zeiler et al. 2010]
 * </pre>
 */
public final class TransposedConvolution2d implements Layer {
  private final Parameter weights;
  private final Parameter bias;
  private final Conv2d.Options options;

  /** With weights drawn by the initialiser, and bias 0. */
  public TransposedConvolution2d(
      Device<?> device,
      int inputs,
      int outputs,
      int kernelHeight,
      int kernelWidth,
      Conv2d.Options options,
      Initialiser initialiser,
      RandomGenerator random) {
    int groups = options.groups();
    ConvolutionWeights.requireChannels("a transposed convolution", inputs, outputs, groups);
    ConvolutionWeights.requireKernel("a transposed convolution", kernelHeight, kernelWidth);
    Shape shape = new Shape(inputs, outputs / groups, kernelHeight, kernelWidth);
    int area = kernelHeight * kernelWidth;
    int met = options.strideY() * options.strideX();
    int fanIn = Math.max(1, inputs / groups * area / met);
    int fanOut = outputs / groups * area;
    this.weights = new Parameter("weights", initialiser.draw(device, shape, fanIn, fanOut, random));
    this.bias = new Parameter("bias", device.zeros(outputs));
    this.options = options;
  }

  /** Of parameters that exist: read from a file, or those of another layer. */
  public TransposedConvolution2d(Parameter weights, Parameter bias, Conv2d.Options options) {
    String layer = "a transposed convolution";
    InputShape.requireParameter(layer, weights, "inputs", "outputs/groups", "height", "width");
    ConvolutionWeights.requireDivides(layer, options.groups(), weights.shape().dim(0));
    InputShape.requireParameter(layer, bias, weights.shape().dim(1) * options.groups());
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
    InputShape.require(this, x, "batch", weights.shape().dim(0), "height", "width");
    Tensor y = convTranspose2d(x, weights.value(), options);
    return ConvolutionWeights.plus(y, Optional.of(bias));
  }

  @Override
  public String toString() {
    Shape w = weights.shape();
    return String.format(
        "TransposedConvolution2d %d → %d, %d × %d",
        w.dim(0), w.dim(1) * options.groups(), w.dim(2), w.dim(3));
  }
}
