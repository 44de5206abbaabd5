package twofold.nn.layer;

import static twofold.tensor.Concat.concat;
import static twofold.tensor.Relu.relu;
import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Square.square;

import java.util.List;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * A rectifier that throws nothing away: positive and negative parts side by side, of rows that have
 * been centred and scaled to length 1.
 *
 * <pre>
 *   u = x − mean x        v = u/√(Σ u² + ε)        y = [max(v, 0), max(−v, 0)]
 *
 *   x: (batch, features)      y: (batch, 2·features)
 *                           [after Shang, Sohn, Almeida & Lee 2016, who concatenate the two halves]
 * </pre>
 */
public record Antirectifier() implements Layer {
  /** Keeps a row of equal numbers from a division by 0. */
  private static final double EPSILON = 1e-5;

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", "features");
    Tensor u = x.subtract(x.mean(1).reshape(-1, 1));
    Tensor v = u.divide(sqrt(square(u).sum(1).add(EPSILON)).reshape(-1, 1));
    return concat(List.of(relu(v), relu(v.negate())), 1);
  }

  @Override
  public String toString() {
    return "Antirectifier";
  }
}
