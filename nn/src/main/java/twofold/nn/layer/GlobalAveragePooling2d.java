package twofold.nn.layer;

import static twofold.tensor.AveragePool2d.globalAveragePool2d;

import java.util.List;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * The mean of each channel: (batch, channels), whatever the size of the picture. In the place of
 * dense layers it has no parameters that could overfit. [Lin, Chen & Yan 2014]
 */
public record GlobalAveragePooling2d() implements Layer {

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", "channels", "height", "width");
    return globalAveragePool2d(x);
  }

  @Override
  public String toString() {
    return "GlobalAveragePooling2d";
  }
}
