package twofold.nn.layer;

import static twofold.nn.activation.LeakyRelu.leakyRelu;

import java.util.List;
import twofold.nn.activation.LeakyRelu;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * The parametric rectifier: a {@link LeakyRelu} that learns how much to leak, one slope for each
 * channel.
 *
 * <pre>
 *   y = x         where x > 0          x, y: (batch, channels, …)
 *       a_c·x     where x ≤ 0          a: (channels), starts at ¼
 *
 *   ā_c = the sum of G∘x over the channel where x ≤ 0
 *                                                          [He, Zhang, Ren & Sun 2015, eq. 1 and 3]
 * </pre>
 */
public final class PRelu implements Layer {
  /** Where the paper starts. */
  private static final double START = 0.25;

  private final Parameter slopes;

  public PRelu(Device<?> device, int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException("PReLU needs at least 1 channel, got " + channels);
    }
    slopes = new Parameter("slopes", device.full(new Shape(channels), START));
  }

  /** Of parameters that exist: read from a file, or those of another layer. */
  public PRelu(Parameter slopes) {
    InputShape.requireParameter("PReLU", slopes, "channels");
    this.slopes = slopes;
  }

  public Parameter slopes() {
    return slopes;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(slopes);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.requireChannels(this, x, slopes.size());
    return leakyRelu(x, InputShape.alongChannels(slopes.value(), x.rank()));
  }

  @Override
  public String toString() {
    return "PReLU " + slopes.size();
  }
}
