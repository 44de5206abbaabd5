package twofold.nn.layer;

import static twofold.tensor.AveragePool2d.averagePool2d;

import java.util.List;
import twofold.tensor.AveragePool2d;
import twofold.tensor.MaxPool2d;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * The mean of every window, of each channel alone: see {@link AveragePool2d}. At an edge padding is
 * not counted. [LeCun et al. 1989]
 */
public record AveragePooling2d(MaxPool2d.Options options) implements Layer {

  /** In squares of this size, side by side; what is left over at the edges is dropped. */
  public AveragePooling2d(int size) {
    this(new MaxPool2d.Options(size));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", "channels", "height", "width");
    return averagePool2d(x, options);
  }

  @Override
  public String toString() {
    return "AveragePooling2d " + options.height() + " × " + options.width();
  }
}
