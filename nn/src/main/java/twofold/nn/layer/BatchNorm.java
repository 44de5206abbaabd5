package twofold.nn.layer;

import static twofold.tensor.Sqrt.sqrt;

import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Batch normalisation: each channel gets the mean 0 and the variance 1 over the batch and all
 * places, then a scale and a shift that are learned.
 *
 * <pre>
 *   training     y = γ·(x − μ)/√(v + ε) + β         {@link Normalise}
 *                μ, v: mean and variance of the channel in this batch
 *                μ̃ ← (1 − m)·μ̃ + m·μ                ṽ ← (1 − m)·ṽ + m·v·N/(N − 1)
 *   inference    y = γ·(x − μ̃)/√(ṽ + ε) + β         an affine function, the same for every example
 *
 *   x, y: (batch, channels, …)      γ, β, μ̃, ṽ: (channels)
 *   N = numbers in a channel of the batch
 *
 *   N/(N − 1) makes the estimate of the variance unbiased. If N is 1, nothing is known of the
 *   variance: y = β, and the running statistics stay as they are.
 *                                                        [Ioffe & Szegedy 2015, algorithms 1 and 2]
 * </pre>
 *
 * In training every example's output depends on the others of its batch. The running statistics are
 * the layer's {@link #state}.
 */
public final class BatchNorm implements Layer {
  /** Keeps 1/√(v + ε) below 317, and changes variances of about 1 in the fifth digit only. */
  public static final double EPSILON = 1e-5;

  /** m: the statistics remember about the last ten batches. */
  private static final double MOMENTUM = 0.1;

  private final Parameter gain;
  private final Parameter shift;
  private final Parameter runningMean;
  private final Parameter runningVariance;
  private final double momentum;
  private final double epsilon;

  /** With γ = 1 and β = 0, m = 0.1 and ε = 10⁻⁵. */
  public BatchNorm(Device<?> device, int channels) {
    this(device, channels, MOMENTUM, EPSILON);
  }

  public BatchNorm(Device<?> device, int channels, double momentum, double epsilon) {
    if (channels < 1) {
      throw new IllegalArgumentException(
          "batch normalisation needs at least 1 channel, got " + channels);
    }
    this.momentum = requireMomentum(momentum);
    this.epsilon = Normalise.requireEpsilon(epsilon);
    gain = new Parameter("gain", device.ones(channels));
    shift = new Parameter("shift", device.zeros(channels));
    runningMean = new Parameter("running mean", device.zeros(channels));
    runningVariance = new Parameter("running variance", device.ones(channels));
  }

  /** Of parameters that exist: read from a file, or those of another layer. */
  public BatchNorm(
      Parameter gain,
      Parameter shift,
      Parameter runningMean,
      Parameter runningVariance,
      double momentum,
      double epsilon) {
    InputShape.requireParameter("batch normalisation", gain, "channels");
    for (Parameter other : List.of(shift, runningMean, runningVariance)) {
      InputShape.requireParameter("batch normalisation", other, gain.size());
    }
    this.gain = gain;
    this.shift = shift;
    this.runningMean = runningMean;
    this.runningVariance = runningVariance;
    this.momentum = requireMomentum(momentum);
    this.epsilon = Normalise.requireEpsilon(epsilon);
  }

  private static double requireMomentum(double momentum) {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "the momentum of running statistics must be in [0, 1], got " + momentum);
    }
    return momentum;
  }

  public double momentum() {
    return momentum;
  }

  public double epsilon() {
    return epsilon;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(gain, shift);
  }

  /** The running mean and the running variance. */
  @Override
  public List<Parameter> state() {
    return List.of(runningMean, runningVariance);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    int channels = gain.size();
    InputShape.requireChannels(this, x, channels);
    int space = x.size() / Math.max(1, x.dim(0) * channels);
    Normalise.Rows rows = new Normalise.Rows(x.dim(0), channels, space, channels, space);
    if (!context.training()) {
      return predict(rows, x);
    }
    Tensor moments = new RowMoments(x, rows).forward();
    if (rows.length() > 1) {
      remember(moments, rows.length());
    }
    return new Normalise(x, gain.value(), shift.value(), moments, rows, epsilon).apply();
  }

  private Tensor predict(Normalise.Rows rows, Tensor x) {
    Device<?> device = x.device();
    Tensor deviation = sqrt(runningVariance.value().to(device).add(epsilon));
    Tensor scale = gain.value().divide(deviation);
    Tensor offset = shift.value().subtract(runningMean.value().to(device).multiply(scale));
    Tensor y = rows.view(x).multiply(rows.column(scale)).add(rows.column(offset));
    return y.reshape(x.shape());
  }

  private void remember(Tensor moments, double n) {
    move(runningMean, moments.at(0).toArray(), 1);
    move(runningVariance, moments.at(1).toArray(), n / (n - 1));
  }

  private void move(Parameter average, double[] batch, double factor) {
    double[] numbers = average.value().toArray();
    for (int c = 0; c < numbers.length; c++) {
      numbers[c] += momentum * (factor * batch[c] - numbers[c]);
    }
    average.set(numbers);
  }

  @Override
  public String toString() {
    return "BatchNorm " + gain.size();
  }
}
