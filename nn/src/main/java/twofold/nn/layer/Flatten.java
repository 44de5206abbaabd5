package twofold.nn.layer;

import java.util.List;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Each example as one row of numbers: how pictures come to a dense layer.
 *
 * <pre>
 *   (batch, d₁, d₂, …)  becomes  (batch, d₁·d₂·…)        the same numbers in the same order
 *
 *   Pullback: the gradient under the old shape.
 * </pre>
 */
public record Flatten() implements Layer {

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.requireRank(this, x, 1, "(batch, …)");
    int batch = x.dim(0);
    return x.reshape(batch, batch == 0 ? features(x) : -1);
  }

  /** Of an empty batch −1 could be any number. */
  private static int features(Tensor x) {
    int product = 1;
    for (int axis = 1; axis < x.rank(); axis++) {
      product = Math.multiplyExact(product, x.dim(axis));
    }
    return product;
  }

  @Override
  public String toString() {
    return "Flatten";
  }
}
