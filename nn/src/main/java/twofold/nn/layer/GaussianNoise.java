package twofold.nn.layer;

import java.util.List;
import twofold.tensor.Chance;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Normal noise on every number while training, so that no answer depends on the last digits.
 *
 * <pre>
 *   training     y = x + σ·z        z standard normal, drawn anew for each number in each pass
 *   inference    y = x
 *
 *   For small σ it acts like a penalty on the squared slopes of the network.
 *                                                                                     [Bishop 1995]
 * </pre>
 *
 * @param deviation σ
 */
public record GaussianNoise(double deviation) implements Layer {

  public GaussianNoise {
    if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the deviation of noise must be 0 or more and finite, got " + deviation);
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    if (!context.training()) {
      return x;
    }
    context.requireRandom(this);
    return x.add(Chance.normal(x.device(), x.shape(), 0, deviation, context.random()));
  }

  @Override
  public String toString() {
    return "GaussianNoise " + deviation;
  }
}
