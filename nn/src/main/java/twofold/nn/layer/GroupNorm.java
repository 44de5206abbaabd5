package twofold.nn.layer;

import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Group normalisation: the channels of each example are dealt into groups, and each group gets the
 * mean 0 and the variance 1 over its channels and all places.
 *
 * <pre>
 *   y = γ·(x − μ)/√(v + ε) + β        μ, v: mean and variance of the group in this example
 *                                     {@link Normalise}
 *
 *   x, y: (batch, channels, …)        γ, β: (channels)
 *
 *   groups = 1           layer normalisation, but with a scale for each channel only
 *   groups = channels    instance normalisation
 *                                                                             [Ulyanov et al. 2016]
 * </pre>
 *
 * Examples do not see each other: no running statistics, and small batches do no harm. [Wu & He
 * 2018]
 */
public final class GroupNorm implements Layer {
  private final Parameter gain;
  private final Parameter shift;
  private final int groups;
  private final double epsilon;

  /** With γ = 1, β = 0 and ε = 10⁻⁵. */
  public GroupNorm(Device<?> device, int channels, int groups) {
    this(device, channels, groups, BatchNorm.EPSILON);
  }

  public GroupNorm(Device<?> device, int channels, int groups, double epsilon) {
    requireGroups(channels, groups);
    this.groups = groups;
    this.epsilon = Normalise.requireEpsilon(epsilon);
    gain = new Parameter("gain", device.ones(channels));
    shift = new Parameter("shift", device.zeros(channels));
  }

  /** Of parameters that exist: read from a file, or those of another layer. */
  public GroupNorm(Parameter gain, Parameter shift, int groups, double epsilon) {
    InputShape.requireParameter("group normalisation", gain, "channels");
    InputShape.requireParameter("group normalisation", shift, gain.size());
    requireGroups(gain.size(), groups);
    this.gain = gain;
    this.shift = shift;
    this.groups = groups;
    this.epsilon = Normalise.requireEpsilon(epsilon);
  }

  private static void requireGroups(int channels, int groups) {
    if (channels < 1 || groups < 1 || channels % groups != 0) {
      throw new IllegalArgumentException(
          "group normalisation needs channels that its groups divide, got "
              + channels
              + " channels and "
              + groups
              + " groups");
    }
  }

  public int groups() {
    return groups;
  }

  public double epsilon() {
    return epsilon;
  }

  /** Instance normalisation: every channel of every example by itself. */
  public static GroupNorm instanceNorm(Device<?> device, int channels) {
    return new GroupNorm(device, channels, channels);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(gain, shift);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    int channels = gain.size();
    InputShape.requireChannels(this, x, channels);
    int batch = x.dim(0);
    int space = x.size() / Math.max(1, batch * channels);
    int inner = channels / groups * space;
    Normalise.Rows rows = new Normalise.Rows(1, batch * groups, inner, channels, space);
    return new Normalise(x, gain.value(), shift.value(), rows, epsilon).apply();
  }

  @Override
  public String toString() {
    return "GroupNorm " + gain.size() + " in " + groups;
  }
}
