package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Where a gradient goes that comes back to a {@link MaxPool2d}: to the element of each window that
 * was chosen.
 *
 * <pre>
 *   u[b, q, k] = Σ g[b, q, r, c]  over all (r, c) whose first largest x is at place k
 *
 *   ⟨choose(u), g⟩ = Σ u[k(r, c)]·g[r, c] = Σ_k u[k]·(Σ g with k(r, c) = k) = ⟨u, gradient(g)⟩
 *
 *   Pullback. In g the adjoint of the adjoint, ḡ = choose(U); nothing flows through the choice.
 *   Rounding. An element is seen by at most K = ⌈height/strideY⌉·⌈width/strideX⌉ windows:
 *     |fl(u) − u| ≤ γ_{K−1} · gradient(|g|)                               [Higham 2002, eq. 4.6]
 * </pre>
 */
public record MaxPool2dGradient(Tensor x, Tensor g, MaxPool2d.Geometry geometry) implements Op {

  public MaxPool2dGradient {
    geometry.require("maxPool2d gradient", x.shape(), geometry.input());
    geometry.require("maxPool2d gradient", g.shape(), geometry.output());
  }

  /** {@code u = g added to zeros at the chosen places}, all dense. */
  public interface Kernel<S> {
    void route(S x, S g, S u, MaxPool2d.Geometry s);
  }

  static void reference(double[] x, double[] g, double[] u, MaxPool2d.Geometry s) {
    for (int k = 0; k < u.length; k++) {
      u[k] = 0;
    }
    int t = 0;
    for (int plane = 0; plane < s.planes(); plane++) {
      for (int r = 0; r < s.rows().steps(); r++) {
        for (int c = 0; c < s.columns().steps(); c++) {
          u[s.chosen(x, plane, r, c)] += g[t++];
        }
      }
    }
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x, g);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x, g);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor u = device.empty(geometry.input());
    kernel.route(x.dense().storage(), g.dense().storage(), u.storage(), geometry);
    return u;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor u, Tensor v) {
    return List.of(CONSTANT, () -> new MaxPool2d(x, v, geometry).apply());
  }
}
