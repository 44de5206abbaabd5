package twofold.nn.layer;

import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Layer normalisation: each example by itself gets the mean 0 and the variance 1 over all its
 * features, then each feature a scale and a shift that are learned.
 *
 * <pre>
 *   y = γ∘(x − μ)/√(v + ε) + β        μ, v: mean and variance over the last axes, those of γ
 *     {@link Normalise}
 *
 *   x, y: (batch, …, features)        γ, β: features, any shape
 * </pre>
 *
 * Examples do not see each other, so training and inference are the same, and a batch may be as
 * small as one. [Ba, Kiros & Hinton 2016, eq. 4]
 */
public final class LayerNorm implements Layer {
  private final Parameter gain;
  private final Parameter shift;
  private final double epsilon;

  /** With γ = 1, β = 0 and ε = 10⁻⁵. */
  public LayerNorm(Device<?> device, int... features) {
    this(device, new Shape(features), BatchNorm.EPSILON);
  }

  public LayerNorm(Device<?> device, Shape features, double epsilon) {
    if (features.rank() == 0 || features.size() == 0) {
      throw new IllegalArgumentException(
          "layer normalisation needs at least 1 feature, got shape " + features);
    }
    this.epsilon = Normalise.requireEpsilon(epsilon);
    gain = new Parameter("gain", device.full(features, 1));
    shift = new Parameter("shift", device.full(features, 0));
  }

  /** Of parameters that exist: read from a file, or those of another layer. */
  public LayerNorm(Parameter gain, Parameter shift, double epsilon) {
    if (gain.shape().rank() == 0 || gain.size() == 0 || !shift.shape().equals(gain.shape())) {
      throw new IllegalArgumentException(
          "layer normalisation needs at least 1 feature and a shift for each gain, got shapes "
              + gain.shape()
              + " and "
              + shift.shape());
    }
    this.gain = gain;
    this.shift = shift;
    this.epsilon = Normalise.requireEpsilon(epsilon);
  }

  public double epsilon() {
    return epsilon;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(gain, shift);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.requireLast(this, x, gain.shape());
    int features = gain.size();
    Normalise.Rows rows = new Normalise.Rows(1, x.size() / features, features, features, 1);
    Tensor scale = gain.value().reshape(features);
    return new Normalise(x, scale, shift.value().reshape(features), rows, epsilon).apply();
  }

  @Override
  public String toString() {
    return "LayerNorm " + gain.shape();
  }
}
