package twofold.nn.layer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Device;
import twofold.tensor.Op;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * How a gradient passes back through {@link Normalise} to its parameters, gain and shift.
 *
 * <pre>
 *   y₀_c = the sum of G∘x̂ over the channel        γ̄
 *   y₁_c = the sum of G over the channel          β̄
 *
 *   x, G: (outer, rows, inner)        y: (2, channels)
 *
 *   For a fixed x, normalising is a linear function of its parameters, (γ, β) ↦ γ∘x̂ + β, where each of them is copied to
 *   all places of its channel. Copying and summing are each other's adjoint, so this is the adjoint of normalising:
 *     ⟨G, γ∘x̂ + β⟩ = ⟨y₀, γ⟩ + ⟨y₁, β⟩
 *
 *   Pullback. The adjoint of the adjoint is the function itself. For a gradient U = (u₀, u₁) let
 *     φ = ⟨u₀, y₀⟩ + ⟨u₁, y₁⟩ = ⟨G, u₀∘x̂ + u₁⟩
 *   In G, that is to normalise x with the gain u₀ and the shift u₁; in x, to pass G back through just that:
 *     Ḡ = u₀∘x̂ + u₁                      {@link Normalise}
 *     x̄ = J(x)·(u₀∘G)                    {@link NormaliseGradient}
 *   So the three are a family, and no derivative leaves it but that of J.
 *
 *   Rounding. That of the formulas as written, the sums in any order.
 * </pre>
 *
 * @param g G, of the shape of x
 * @param moments μ and v of x, as in {@link Normalise}
 */
public record NormaliseParameterGradient(
    Tensor x, Tensor g, Tensor moments, Rows rows, double epsilon) implements Op {

  public NormaliseParameterGradient {
    rows.require("normaliseParameterGradient", x);
    Normalise.requireEpsilon(epsilon);
    moments = rows.requireMoments("normaliseParameterGradient", moments);
    if (!x.shape().equals(g.shape())) {
      throw new ShapeException(
          "normaliseParameterGradient needs x and g of one shape, got %s and %s",
          x.shape(), g.shape());
    }
  }

  /** {@code y = (Σ g∘x̂, Σ g)} for each channel, all dense. */
  public interface Kernel<S> {
    void sum(S x, S g, S moments, S y, Rows rows, double epsilon);
  }

  static void reference(
      double[] x, double[] g, double[] moments, double[] y, Rows s, double epsilon) {
    Arrays.fill(y, 0);
    for (int k = 0; k < s.size(); k++) {
      int r = s.row(k);
      int c = s.channel(k);
      double mean = moments[r];
      double rho = 1 / Math.sqrt(moments[s.rows() + r] + epsilon);
      y[c] += g[k] * ((x[k] - mean) * rho);
      y[s.channels() + c] += g[k];
    }
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x, g);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x, g, moments);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor y = device.empty(new Shape(2, rows.channels()));
    kernel.sum(
        x.dense().storage(),
        g.dense().storage(),
        moments.dense().storage(),
        y.storage(),
        rows,
        epsilon);
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor u) {
    return List.of(
        () -> new NormaliseGradient(x, u.at(0), g, moments, rows, epsilon).apply(),
        () -> new Normalise(x, u.at(0), u.at(1), moments, rows, epsilon).apply());
  }
}
