package twofold.nn.layer;

import static twofold.tensor.MaxPool2d.maxPool2d;

import java.util.List;
import twofold.tensor.MaxPool2d;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * The largest number of each channel: (batch, channels), whatever the size of the picture.
 *
 * <p>One window as large as the picture, so as in {@link MaxPooling2d} the first of several largest
 * gets all of the gradient.
 */
public record GlobalMaxPooling2d() implements Layer {

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", "channels", "height", "width");
    MaxPool2d.Options all = new MaxPool2d.Options(x.dim(2), x.dim(3));
    return maxPool2d(x, all).reshape(x.dim(0), x.dim(1));
  }

  @Override
  public String toString() {
    return "GlobalMaxPooling2d";
  }
}
