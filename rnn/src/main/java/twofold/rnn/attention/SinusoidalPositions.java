package twofold.rnn.attention;

import java.util.List;
import twofold.nn.layer.Context;
import twofold.nn.layer.InputShape;
import twofold.nn.layer.Layer;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Adds to each vector a picture of its place: hands of clocks that turn at different speeds.
 *
 * <pre>
 *   y_t = x_t + e_t        e_{t,2i} = sin(t·ωᵢ)    e_{t,2i+1} = cos(t·ωᵢ)    ωᵢ = 10000^(−2i/width)
 *
 *   x, y: (batch, time, width), t from 0
 *
 *   The fastest clock turns once in 2π steps, the slowest in nearly 2π·10000. To look k steps further is to turn each
 *   hand by k·ωᵢ, the same rotation wherever one is:
 *     (sin (t + k)ω, cos (t + k)ω) = (sin tω, cos tω) turned by kω
 *   so relative places are a linear function of these.                     [Vaswani et al. 2017, section 3.5]
 * </pre>
 *
 * Nothing is learned, and there is no longest sequence.
 *
 * @param width how many features, an even number
 */
public record SinusoidalPositions(int width) implements Layer {
  private static final double BASE = 10_000;

  public SinusoidalPositions {
    requireEven("sinusoidal positions", width);
  }

  static void requireEven(String who, int width) {
    if (width < 2 || width % 2 != 0) {
      throw new IllegalArgumentException(
          who + " need an even number of features, at least 2, got " + width);
    }
  }

  /** {@code ωᵢ = 10000^(−2i/width)}. */
  static double speed(int i, int width) {
    return Math.pow(BASE, -2.0 * i / width);
  }

  /** e₀, e₁, …: (time, width). */
  public static Tensor table(Device<?> device, int time, int width) {
    requireEven("sinusoidal positions", width);
    double[] e = new double[time * width];
    for (int t = 0; t < time; t++) {
      for (int i = 0; i < width / 2; i++) {
        double angle = t * speed(i, width);
        e[t * width + 2 * i] = Math.sin(angle);
        e[t * width + 2 * i + 1] = Math.cos(angle);
      }
    }
    return device.tensor(new Shape(time, width), e);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", "time", width);
    return x.add(table(x.device(), x.dim(1), width));
  }

  @Override
  public String toString() {
    return "SinusoidalPositions " + width;
  }
}
