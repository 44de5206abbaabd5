package twofold.rnn.attention;

import static twofold.tensor.Index.range;
import static twofold.tensor.Transpose.swapAxes;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Once;
import twofold.tensor.Op;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Scaled dot-product attention of several heads, all in one: scores, mask, softmax and the weighted
 * values.
 *
 * <pre>
 *   For each example and each head
 *
 *     S = Q·Kᵀ/√d        P = softmax(S), row by row, over the keys that a query sees        Y = P·V
 *
 *   Q: (batch, queries, heads·d)    K: (batch, keys, heads·d)    V: (batch, keys, heads·dv)    Y: (batch, queries, heads·dv)
 *   Head h has the numbers from h·d on, and from h·dv on.                     [Vaswani et al. 2017, eq. 1]
 *
 *   What is masked ({@link Mask}) is left out: its weight is 0, whatever stands there, were it NaN. A query that sees
 *   nothing is told 0.
 *
 *   Pullback. With G = ∂L/∂Y, from the end to the beginning. Y = P·V is a product:
 *     V̄ = Pᵀ·G        P̄ = G·Vᵀ
 *   A row p = softmax(s) has ∂pⱼ/∂sₖ = pⱼ([j = k] − pₖ), so with the row sum δᵢ = Σⱼ P_ij·P̄_ij
 *     S̄ = P∘(P̄ − δ)
 *   and S = Q·Kᵀ/√d is a product again:
 *     Q̄ = S̄·K/√d        K̄ = S̄ᵀ·Q/√d                        {@link AttentionGradient}
 *
 *   P is not kept for the way back but computed again from Q and K: one product more for the two of the way there
 *   and the four above, and nothing of the size queries·keys has to be remembered.    [Dao et al. 2022, section 3.1]
 *
 *   Rounding. That of the formulas as written, or less.
 * </pre>
 *
 * @param heads how many; each compares its own part of the queries and keys
 */
public record Attention(Tensor queries, Tensor keys, Tensor values, int heads, Mask mask)
    implements Op {

  public Attention {
    Heads sizes = Heads.of("attention", queries, keys, values, heads);
    mask.visible(sizes.batch(), sizes.queries(), sizes.keys()); // or says what does not fit
  }

  /** {@code Y = softmax(Q·Kᵀ/√d)·V} for every head, all dense. */
  public interface Kernel<S> {
    /**
     * @param visible how many keys query i of example b sees, at b·queries + i: as many as those
     *     before it in its example, or more
     */
    void attend(S q, S k, S v, S y, int[] visible, Heads s);
  }

  // region reference
  static void reference(double[] q, double[] k, double[] v, double[] y, int[] visible, Heads s) {
    for (int b = 0; b < s.batch(); b++) {
      for (int h = 0; h < s.heads(); h++) {
        for (int i = 0; i < s.queries(); i++) {
          double[] p = weights(q, k, b, h, i, visible[b * s.queries() + i], s);
          for (int c = 0; c < s.values(); c++) {
            double sum = 0;
            for (int j = 0; j < p.length; j++) {
              sum += p[j] * v[s.value(b, j, h) + c];
            }
            y[s.result(b, i, h) + c] = sum;
          }
        }
      }
    }
  }

  /** Row i of P for one head of one example, as far as it sees. */
  static double[] weights(double[] q, double[] k, int b, int h, int i, int visible, Heads s) {
    double[] p = new double[visible];
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < visible; j++) {
      double dot = 0;
      for (int c = 0; c < s.width(); c++) {
        dot += q[s.query(b, i, h) + c] * k[s.key(b, j, h) + c];
      }
      p[j] = dot * s.scale();
      max = Math.max(max, p[j]);
    }
    double sum = 0;
    for (int j = 0; j < visible; j++) {
      p[j] = Math.exp(p[j] - max);
      sum += p[j];
    }
    for (int j = 0; j < visible; j++) {
      p[j] /= sum;
    }
    return p;
  }

  // endregion

  public static Tensor attention(Tensor queries, Tensor keys, Tensor values, int heads, Mask mask) {
    return new Attention(queries, keys, values, heads, mask).apply();
  }

  /**
   * P, the same weights step by step: to draw, and to differentiate a second time.
   *
   * @return (batch, heads, queries, keys)
   */
  public static Tensor weights(Tensor queries, Tensor keys, int heads, Mask mask) {
    Heads s = Heads.of("attention", queries, keys, keys, heads);
    Tensor q = Heads.apart(queries, heads);
    Tensor scores = q.matMul(swapAxes(Heads.apart(keys, heads), -2, -1)).multiply(s.scale());
    Tensor sees = mask.on(queries.device(), s.batch(), s.queries(), s.keys());
    return Attend.weights(scores, sees.reshape(sees.dim(0), 1, sees.dim(1), sees.dim(2)));
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(queries, keys, values);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(queries, keys, values);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Heads s = Heads.of("attention", queries, keys, values, heads);
    Tensor y = device.empty(new Shape(s.batch(), s.queries(), heads * s.values()));
    kernel.attend(
        queries.dense().storage(),
        keys.dense().storage(),
        values.dense().storage(),
        y.storage(),
        mask.visible(s.batch(), s.queries(), s.keys()),
        s);
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    Supplier<Tensor> all =
        Once.of(() -> new AttentionGradient(queries, keys, values, g, heads, mask).apply());
    int q = queries.size();
    int k = keys.size();
    return List.of(
        () -> all.get().at(range(0, q)).reshape(queries.shape()),
        () -> all.get().at(range(q, q + k)).reshape(keys.shape()),
        () -> all.get().at(range(q + k, q + k + values.size())).reshape(values.shape()));
  }
}
