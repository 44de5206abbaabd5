package twofold.rnn.attention;

import static twofold.tensor.Concat.stack;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.at;

import java.util.List;
import twofold.nn.layer.Context;
import twofold.nn.layer.InputShape;
import twofold.nn.layer.Layer;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Turns queries and keys by an angle that grows with their place, so that only the distance counts.
 *
 * <pre>
 *   Each pair (a, b) = (x_{2i}, x_{2i+1}) of a head is turned at place t by φ = t·ωᵢ, ωᵢ = 10000^(−2i/width):
 *     y_{2i}   = a·cos φ − b·sin φ
 *     y_{2i+1} = a·sin φ + b·cos φ
 *
 *   x, y: (batch, time, heads·width)
 *
 *   With R_t for the rotation of a whole head, R_sᵀ·R_t = R_{t−s}, so the scalar product of a query at s and a key at t is
 *     (R_s·q)ᵀ·(R_t·k) = qᵀ·R_{t−s}·k
 *   which depends on their places by t − s alone. Lengths stay as they are.
 *                                                                        [Su et al. 2021, eq. 13 to 16]
 * </pre>
 *
 * Meant for the queries and keys of a {@link MultiHeadAttention}, not for what the values tell.
 *
 * @param width how many numbers a head compares, an even number
 * @param first the place of the first vector; another than 0 for a sequence that goes on
 */
public record RotaryPositions(int width, int first) implements Layer {

  public RotaryPositions {
    SinusoidalPositions.requireEven("rotary positions", width);
  }

  /** From place 0 on. */
  public RotaryPositions(int width) {
    this(width, 0);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", "time", "heads·" + width);
    if (x.dim(2) % width != 0) {
      throw new ShapeException(
          "%s needs inputs of shape (batch, time, heads·%d), got %s", this, width, x.shape());
    }
    Device<?> device = x.device();
    int time = x.dim(1);
    Tensor pairs = x.reshape(x.dim(0), time, x.dim(2) / width, width / 2, 2);
    Tensor a = pairs.at(all(), all(), all(), all(), at(0));
    Tensor b = pairs.at(all(), all(), all(), all(), at(1));
    Tensor cos = angles(device, time, true);
    Tensor sin = angles(device, time, false);
    // region turn
    Tensor even = a.multiply(cos).subtract(b.multiply(sin));
    Tensor odd = a.multiply(sin).add(b.multiply(cos));
    return stack(List.of(even, odd), 4).reshape(x.shape());
    // endregion
  }

  /** cos φ or sin φ, (time, 1, width/2): it broadcasts over batch and heads. */
  private Tensor angles(Device<?> device, int time, boolean isCosine) {
    int half = width / 2;
    double[] y = new double[time * half];
    for (int k = 0; k < y.length; k++) {
      double angle = (first + k / half) * SinusoidalPositions.speed(k % half, width);
      y[k] = isCosine ? Math.cos(angle) : Math.sin(angle);
    }
    return device.tensor(new Shape(time, 1, half), y);
  }

  @Override
  public String toString() {
    return "RotaryPositions " + width + (first == 0 ? "" : " from " + first);
  }
}
