package twofold.rnn.attention;

import static twofold.nn.activation.LogSoftmax.softmax;
import static twofold.tensor.Where.where;

import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * What a query is told: the values, each counted as much as its key fits.
 *
 * <pre>
 *   w_ij = exp s_ij / Σⱼ exp s_ij        over the keys j that query i may see; 0 for all others
 *   cᵢ   = Σⱼ w_ij·vⱼ
 *
 *   s, w: (batch, queries, keys)    v: (batch, keys, dv)    c: (batch, queries, dv)
 *                                                      [Bahdanau, Cho & Bengio 2015, eq. 5 and 6]
 * </pre>
 *
 * A masked score is replaced by −∞, whose exponential is 0. Where a query may see no key at all
 * there would be 0/0: its weights are 0 by definition, and so is its context.
 *
 * <p>These are the steps one by one, for any {@link Score}, with the weights to look at. For the
 * scaled scalar product {@link Attention} takes them all at once.
 *
 * @param context c
 * @param weights w; each row adds up to 1, or to 0 where nothing may be seen
 */
public record Attend(Tensor context, Tensor weights) {

  /** With every key in sight. */
  public static Attend attend(Tensor scores, Tensor values) {
    requireValues(scores, values);
    Tensor weights = softmax(scores);
    return new Attend(weights.matMul(values), weights);
  }

  /**
   * @param mask 1 where a query may see a key, else 0; of a shape that broadcasts to that of the
   *     scores, as {@link Mask#on} makes it
   */
  public static Attend attend(Tensor scores, Tensor values, Tensor mask) {
    requireValues(scores, values);
    Tensor weights = weights(scores, mask);
    return new Attend(weights.matMul(values), weights);
  }

  /** The weights alone: the softmax of each row of masked scores, along the last axis. */
  public static Tensor weights(Tensor scores, Tensor mask) {
    Shape shape = scores.shape();
    if (!Shape.broadcast(mask.shape(), shape).equals(shape)) {
      throw new ShapeException(
          "attend needs a mask that broadcasts to scores of shape %s, got %s", shape, mask.shape());
    }
    // region weights
    Tensor sees = mask.stopGradient();
    Tensor zero = scores.device().scalar(0);
    Tensor hidden = scores.device().scalar(Double.NEGATIVE_INFINITY);
    Tensor weights = softmax(where(sees, scores, hidden)); // of a row of −∞ alone: 0/0
    return where(sees, weights, zero); // not chosen, and on the way back not passed on
    // endregion
  }

  private static void requireValues(Tensor scores, Tensor values) {
    if (scores.rank() != 3
        || values.rank() != 3
        || values.dim(0) != scores.dim(0)
        || values.dim(1) != scores.dim(2)) {
      throw new ShapeException(
          "attend needs scores (batch, queries, keys) and values (batch, keys, dv), got %s and %s",
          scores.shape(), values.shape());
    }
  }
}
