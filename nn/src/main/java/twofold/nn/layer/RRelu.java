package twofold.nn.layer;

import static twofold.nn.activation.LeakyRelu.leakyRelu;

import java.util.List;
import twofold.tensor.Chance;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * The randomised leaky rectifier: in training every number leaks by a slope of its own, drawn anew
 * in each pass.
 *
 * <pre>
 *   training     y = x, or a·x where x ≤ 0         a uniform in [low, high), for each number
 *   inference    the same with a = (low + high)/2, the mean of the slopes
 *                                                            [Xu, Wang, Chen & Li 2015]
 * </pre>
 *
 * @param low smallest slope
 * @param high end of the slopes
 */
public record RRelu(double low, double high) implements Layer {

  public RRelu {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "randomised ReLU needs low < high, got " + low + " and " + high);
    }
  }

  /** With slopes from ⅛ to ⅓, those of the paper. */
  public RRelu() {
    this(1.0 / 8, 1.0 / 3);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    if (!context.training()) {
      return leakyRelu(x, (low + high) / 2);
    }
    context.requireRandom(this);
    return leakyRelu(x, Chance.uniform(x.device(), x.shape(), low, high, context.random()));
  }

  @Override
  public String toString() {
    return "RReLU " + low + " to " + high;
  }
}
