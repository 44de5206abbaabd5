package twofold.nn.layer;

import static twofold.tensor.UpSample2d.upSample2d;

import java.util.List;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;
import twofold.tensor.UpSample2d;

/**
 * A larger picture, every number a rectangle of its like: see {@link UpSample2d}.
 *
 * @param down how often each row is repeated
 * @param right how often each column is repeated
 */
public record UpSampling2d(int down, int right) implements Layer {

  public UpSampling2d {
    if (down < 1 || right < 1) {
      throw new IllegalArgumentException(
          "up-sampling needs factors of 1 or more, got " + down + " and " + right);
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", "channels", "height", "width");
    return upSample2d(x, down, right);
  }

  @Override
  public String toString() {
    return "UpSampling2d " + down + " × " + right;
  }
}
