package twofold.rnn.attention;

import static twofold.tensor.Index.range;
import static twofold.tensor.Transpose.swapAxes;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Once;
import twofold.tensor.Op;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * How a gradient passes back through {@link Attention}: to queries, keys and values at once, for
 * they need the same weights.
 *
 * <pre>
 *   For each example and each head, with P = softmax(Q·Kᵀ/√d) and s = 1/√d
 *
 *     A = G·Vᵀ        Z = P∘(A − δ)        δᵢ = Σⱼ P_ij·A_ij
 *     Q̄ = s·Z·K        K̄ = s·Zᵀ·Q        V̄ = Pᵀ·G
 *
 *   G: (batch, queries, heads·dv). The result: all numbers of Q̄, then those of K̄, then those of V̄.
 *
 *   Pullback. For gradients T, U, W of the three results let φ = ⟨T, Q̄⟩ + ⟨U, K̄⟩ + ⟨W, V̄⟩. As a function of Z, which
 *   stands in the first two,
 *     Z̄ = s·(T·Kᵀ + Q·Uᵀ)
 *   and what Q, K and G say directly is
 *     from ⟨T, s·Z·K⟩       s·Zᵀ·T  to K
 *     from ⟨U, s·Zᵀ·Q⟩      s·Z·U   to Q
 *     from ⟨W, Pᵀ·G⟩        P·W     to G        and G·Wᵀ to P
 *   Z = J(P)·A with the symmetric J of a softmax, so with the row sums α = Σⱼ P∘A = δ and ζ = Σⱼ P∘Z̄
 *     Ā = P∘(Z̄ − ζ)                      which passes on Ā·V to G and Āᵀ·G to V
 *     ⟨Z̄, Z⟩ = Σ P∘A∘Z̄ − Σᵢ αᵢ·ζᵢ
 *     P̄ = A∘Z̄ − A·ζ − Z̄·α + G·Wᵀ
 *   and from there as in {@link Attention}: S̄ = P∘(P̄ − Σⱼ P∘P̄), s·S̄·K to Q and s·S̄ᵀ·Q to K. All in operations on
 *   tensors, so it can be differentiated again.
 *
 *   Rounding. That of the formulas as written, or less.
 * </pre>
 *
 * @param gradient G
 */
public record AttentionGradient(
    Tensor queries, Tensor keys, Tensor values, Tensor gradient, int heads, Mask mask)
    implements Op {

  public AttentionGradient {
    Heads s = Heads.of("attentionGradient", queries, keys, values, heads);
    mask.visible(s.batch(), s.queries(), s.keys());
    Shape expected = new Shape(s.batch(), s.queries(), heads * s.values());
    if (!gradient.shape().equals(expected)) {
      throw new ShapeException(
          "attentionGradient needs a gradient of shape %s, got %s", expected, gradient.shape());
    }
  }

  /** {@code y = (Q̄, K̄, V̄)}, all dense. */
  public interface Kernel<S> {
    /**
     * @param visible as in {@link Attention.Kernel}
     */
    void pullBack(S q, S k, S v, S g, S y, int[] visible, Heads s);
  }

  // region reference
  static void reference(
      double[] q, double[] k, double[] v, double[] g, double[] y, int[] visible, Heads s) {
    int ofK = s.ofQueries(); // where K̄ starts
    int ofV = ofK + s.ofKeys(); // and V̄
    Arrays.fill(y, 0);
    for (int b = 0; b < s.batch(); b++) {
      for (int h = 0; h < s.heads(); h++) {
        for (int i = 0; i < s.queries(); i++) {
          double[] p = Attention.weights(q, k, b, h, i, visible[b * s.queries() + i], s);
          double[] a = new double[p.length];
          double delta = 0;
          for (int j = 0; j < p.length; j++) {
            for (int c = 0; c < s.values(); c++) {
              a[j] += g[s.result(b, i, h) + c] * v[s.value(b, j, h) + c];
            }
            delta += p[j] * a[j];
          }
          for (int j = 0; j < p.length; j++) {
            double z = p[j] * (a[j] - delta) * s.scale();
            for (int c = 0; c < s.width(); c++) {
              y[s.query(b, i, h) + c] += z * k[s.key(b, j, h) + c];
              y[ofK + s.key(b, j, h) + c] += z * q[s.query(b, i, h) + c];
            }
            for (int c = 0; c < s.values(); c++) {
              y[ofV + s.value(b, j, h) + c] += p[j] * g[s.result(b, i, h) + c];
            }
          }
        }
      }
    }
  }

  // endregion

  @Override
  public List<Tensor> inputs() {
    return List.of(queries, keys, values, gradient);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(queries, keys, values, gradient);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Heads s = Heads.of("attentionGradient", queries, keys, values, heads);
    Tensor y = device.empty(new Shape(queries.size() + keys.size() + values.size()));
    kernel.pullBack(
        queries.dense().storage(),
        keys.dense().storage(),
        values.dense().storage(),
        gradient.dense().storage(),
        y.storage(),
        mask.visible(s.batch(), s.queries(), s.keys()),
        s);
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor tuw) {
    Supplier<Second> second = Once.of(() -> new Second(tuw));
    return List.of(
        () -> second.get().ofQueries(),
        () -> second.get().ofKeys(),
        () -> second.get().ofValues(),
        () -> second.get().ofGradient());
  }

  /**
   * The formulas of the pullback, with the names they have there; (batch, heads, time, numbers).
   */
  private final class Second {
    private final double scale = 1 / Math.sqrt(queries.dim(2) / heads);
    private final Tensor q = Heads.apart(queries, heads);
    private final Tensor k = Heads.apart(keys, heads);
    private final Tensor v = Heads.apart(values, heads);
    private final Tensor g = Heads.apart(gradient, heads);
    private final Tensor t;
    private final Tensor u;
    private final Tensor w;
    private final Tensor p = Attention.weights(queries, keys, heads, mask);
    private final Tensor a = g.matMul(swapped(v));
    private final Tensor z = throughSoftmax(a);
    private final Tensor ofZ;
    private final Tensor ofA;
    private final Tensor ofS;

    Second(Tensor tuw) {
      int toK = queries.size();
      int toV = toK + keys.size();
      t = Heads.apart(tuw.at(range(0, toK)).reshape(queries.shape()), heads);
      u = Heads.apart(tuw.at(range(toK, toV)).reshape(keys.shape()), heads);
      w = Heads.apart(tuw.at(range(toV, tuw.size())).reshape(values.shape()), heads);
      ofZ = t.matMul(swapped(k)).add(q.matMul(swapped(u))).multiply(scale);
      ofA = throughSoftmax(ofZ);
      Tensor alpha = rowSum(p.multiply(a));
      Tensor zeta = rowSum(p.multiply(ofZ));
      Tensor ofP =
          a.multiply(ofZ.subtract(zeta)).subtract(ofZ.multiply(alpha)).add(g.matMul(swapped(w)));
      ofS = throughSoftmax(ofP);
    }

    /** {@code J(P)·x = P∘(x − Σⱼ P∘x)}. */
    private Tensor throughSoftmax(Tensor x) {
      return p.multiply(x.subtract(rowSum(p.multiply(x))));
    }

    private Tensor rowSum(Tensor x) {
      return x.sum(3).reshape(x.dim(0), x.dim(1), x.dim(2), 1);
    }

    private Tensor swapped(Tensor x) {
      return swapAxes(x, -2, -1);
    }

    Tensor ofQueries() {
      return Heads.sideBySide(z.matMul(u).add(ofS.matMul(k)).multiply(scale));
    }

    Tensor ofKeys() {
      Tensor sum = swapped(z).matMul(t).add(swapped(ofS).matMul(q));
      return Heads.sideBySide(sum.multiply(scale));
    }

    Tensor ofValues() {
      return Heads.sideBySide(swapped(ofA).matMul(g));
    }

    Tensor ofGradient() {
      return Heads.sideBySide(p.matMul(w).add(ofA.matMul(v)));
    }
  }
}
