package twofold.nn.layer;

import java.util.List;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Each row of numbers as an example of another shape: the inverse of {@link Flatten}, and how a
 * dense layer comes to make pictures.
 *
 * @param example the shape of one example, without the batch
 */
public record Unflatten(Shape example) implements Layer {

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", example.size());
    int[] dims = new int[example.rank() + 1];
    dims[0] = x.dim(0);
    System.arraycopy(example.dims(), 0, dims, 1, example.rank());
    return x.reshape(new Shape(dims));
  }

  @Override
  public String toString() {
    return "Unflatten " + example;
  }
}
