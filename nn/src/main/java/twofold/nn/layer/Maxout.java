package twofold.nn.layer;

import static twofold.tensor.Index.all;
import static twofold.tensor.Maximum.maximum;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.tensor.Device;
import twofold.tensor.Index;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Maxout: every unit is the largest of several weighted sums, so it learns its own activation, any
 * convex function made of that many straight pieces.
 *
 * <pre>
 *   yᵤ = max over p of (x·W + b)_{u,p}       W: (inputs, units·pieces)    y: (batch, units)
 *
 *   With two pieces, one of them 0, it is a ReLU; with W and −W an absolute value. Where two pieces
 *   meet they share the gradient.
 *                                                                   [Goodfellow et al. 2013, eq. 1]
 * </pre>
 */
public final class Maxout implements Layer {
  private final Dense sums;
  private final int units;
  private final int pieces;

  public Maxout(
      Device<?> device,
      int inputs,
      int units,
      int pieces,
      Initialiser initialiser,
      RandomGenerator random) {
    if (units < 1 || pieces < 1) {
      throw new IllegalArgumentException(
          "maxout needs at least 1 unit of 1 piece, got " + units + " and " + pieces);
    }
    int outputs = Math.multiplyExact(units, pieces);
    this.sums = new Dense(device, inputs, outputs, initialiser, random);
    this.units = units;
    this.pieces = pieces;
  }

  /** The largest of so many neighbouring sums each: of parameters that exist. */
  public Maxout(Dense sums, int pieces) {
    int outputs = sums.weights().shape().dim(1);
    if (pieces < 1 || outputs % pieces != 0) {
      throw new IllegalArgumentException(
          "maxout needs sums that its pieces divide, got " + outputs + " and " + pieces);
    }
    this.sums = sums;
    this.units = outputs / pieces;
    this.pieces = pieces;
  }

  public Dense sums() {
    return sums;
  }

  public int pieces() {
    return pieces;
  }

  @Override
  public List<Parameter> parameters() {
    return sums.parameters();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", sums.weights().shape().dim(0));
    Tensor z = sums.forward(x, context).reshape(x.dim(0), units, pieces);
    Tensor y = z.at(all(), all(), Index.at(0));
    for (int p = 1; p < pieces; p++) {
      y = maximum(y, z.at(all(), all(), Index.at(p)));
    }
    return y;
  }

  @Override
  public String toString() {
    return "Maxout " + sums.weights().shape().dim(0) + " → " + units + " of " + pieces;
  }
}
