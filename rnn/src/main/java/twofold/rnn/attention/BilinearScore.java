package twofold.rnn.attention;

import static twofold.tensor.Transpose.swapAxes;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.InputShape;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * A scalar product that is learned: W says which part of a query is to be compared with which part
 * of a key.
 *
 * <pre>
 *   s = Q·W·Kᵀ        s_ij = Σ_pr q_ip·w_pr·k_jr        W: (dq, dk)
 *
 *   Linear in the query and linear in the key, hence the name; with W = 1 it is the {@link DotScore}.
 *                                                        [Luong, Pham & Manning 2015, eq. 8, "general"]
 * </pre>
 */
public final class BilinearScore implements Score {
  private final Parameter weights;

  public BilinearScore(
      Device<?> device, int dq, int dk, Initialiser initialiser, RandomGenerator random) {
    if (dq < 1 || dk < 1) {
      throw new IllegalArgumentException(
          "a bilinear score needs queries and keys of at least 1 number, got " + dq + " and " + dk);
    }
    weights = new Parameter("weights", initialiser.draw(device, new Shape(dq, dk), dq, dk, random));
  }

  /** Of a parameter that exists: read from a file, or that of another score. */
  public BilinearScore(Parameter weights) {
    InputShape.requireParameter("a bilinear score", weights, "dq", "dk");
    this.weights = weights;
  }

  /** W. */
  public Parameter weights() {
    return weights;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weights);
  }

  @Override
  public Tensor of(Tensor queries, Tensor keys) {
    Score.require(this, queries, keys, weights.shape().dim(0), weights.shape().dim(1));
    // region score
    return queries.matMul(weights.value()).matMul(swapAxes(keys, -2, -1));
    // endregion
  }

  @Override
  public String toString() {
    return "BilinearScore " + weights.shape().dim(0) + " × " + weights.shape().dim(1);
  }
}
