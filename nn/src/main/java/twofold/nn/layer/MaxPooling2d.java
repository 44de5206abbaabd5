package twofold.nn.layer;

import static twofold.tensor.MaxPool2d.maxPool2d;

import java.util.List;
import twofold.tensor.MaxPool2d;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * The largest number of every window, of each channel alone: see {@link MaxPool2d}, whose options
 * these are. [Riesenhuber & Poggio 1999]
 */
public record MaxPooling2d(MaxPool2d.Options options) implements Layer {

  /** In squares of this size, side by side; what is left over at the edges is dropped. */
  public MaxPooling2d(int size) {
    this(new MaxPool2d.Options(size));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", "channels", "height", "width");
    return maxPool2d(x, options);
  }

  @Override
  public String toString() {
    return "MaxPooling2d " + options.height() + " × " + options.width();
  }
}
