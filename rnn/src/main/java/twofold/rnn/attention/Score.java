package twofold.rnn.attention;

import java.util.List;
import twofold.nn.layer.Context;
import twofold.nn.layer.Network;
import twofold.tensor.Parameter;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * How well a key fits a query: one number for each pair of them, from which {@link Attend} makes
 * weights.
 *
 * <pre>
 *   s_ij = score(qᵢ, kⱼ)        Q: (batch, queries, dq)    K: (batch, keys, dk)    s: (batch, queries, keys)
 *
 *                    score(q, k)               learned        dq, dk
 *   additive         vᵀ·tanh(W·q + U·k)        W, U, v        any           {@link AdditiveScore}
 *   bilinear         qᵀ·W·k                    W              any           {@link BilinearScore}
 *   dot              qᵀ·k                                     equal         {@link DotScore}
 *   scaled dot       qᵀ·k/√d                                  equal         {@link ScaledDotScore}
 * </pre>
 *
 * The first two can compare vectors that mean different things; the last two need queries and keys
 * of one space, but are nothing other than a matrix product.
 */
public interface Score extends Network {

  /**
   * Every query with every key of its example.
   *
   * @param queries (batch, queries, dq)
   * @param keys (batch, keys, dk)
   * @return (batch, queries, keys)
   */
  Tensor of(Tensor queries, Tensor keys);

  @Override
  default List<Parameter> parameters() {
    return List.of();
  }

  /** As a network with two inputs, queries and keys. */
  @Override
  default List<Tensor> forward(List<Tensor> inputs, Context context) {
    if (inputs.size() != 2) {
      throw new ShapeException(
          "%s needs two inputs, queries and keys, got %d", this, inputs.size());
    }
    return List.of(of(inputs.get(0), inputs.get(1)));
  }

  /** For scores whose queries and keys must be vectors of these lengths. */
  static void require(Score score, Tensor queries, Tensor keys, int dq, int dk) {
    boolean fits = queries.rank() == 3 && queries.dim(2) == dq;
    if (!fits || keys.rank() != 3 || keys.dim(2) != dk || keys.dim(0) != queries.dim(0)) {
      throw new ShapeException(
          "%s needs queries (batch, queries, %d) and keys (batch, keys, %d), got %s and %s",
          score, dq, dk, queries.shape(), keys.shape());
    }
  }

  /** For scores that take the scalar product: queries and keys are vectors of one length. */
  static void requireOneSpace(Score score, Tensor queries, Tensor keys) {
    if (queries.rank() != 3
        || keys.rank() != 3
        || keys.dim(0) != queries.dim(0)
        || keys.dim(2) != queries.dim(2)
        || keys.dim(2) == 0) {
      throw new ShapeException(
          "%s needs queries (batch, queries, d) and keys (batch, keys, d), d at least 1,"
              + " got %s and %s",
          score, queries.shape(), keys.shape());
    }
  }
}
