package twofold.nn.layer;

import java.util.Optional;
import twofold.tensor.Parameter;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** What the convolutional layers share. */
final class ConvolutionWeights {
  private ConvolutionWeights() {}

  static void requireChannels(String layer, int inputs, int outputs, int groups) {
    if (inputs < 1 || outputs < 1 || inputs % groups != 0 || outputs % groups != 0) {
      throw new ShapeException(
          "%s needs positive numbers of channels that its %d groups divide,"
              + " got %d inputs and %d outputs",
          layer, groups, inputs, outputs);
    }
  }

  static void requireKernel(String layer, int height, int width) {
    if (height < 1 || width < 1) {
      throw new ShapeException(
          "%s needs a kernel of 1 × 1 or more, got %d × %d", layer, height, width);
    }
  }

  /** Of weights that exist, whose first axis counts the channels of all groups. */
  static void requireDivides(String layer, int groups, int channels) {
    if (channels % groups != 0) {
      throw new ShapeException(
          "%s needs groups that divide its channels, got %d groups and %d channels",
          layer, groups, channels);
    }
  }

  /** Adds b[o] to every element of channel o, which axis 1 counts. */
  static Tensor plus(Tensor y, Optional<Parameter> bias) {
    return bias.map(b -> y.add(InputShape.alongChannels(b.value(), y.rank()))).orElse(y);
  }
}
