package twofold.nn.layer;

import java.util.List;
import java.util.function.Supplier;
import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Device;
import twofold.tensor.Once;
import twofold.tensor.Op;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * How a gradient passes back through {@link Normalise} to its input: scaled as on the way forth,
 * then the Jacobian of x̂ times that, row by row.
 *
 * <pre>
 *   h = γ∘G        y = J(x)·h = ρ·(h − mean h − x̂·mean(h∘x̂))            J = ρ·(P − x̂·x̂ᵀ/N)
 *
 *   x, G, y: (outer, rows, inner)        γ: (channels)        means over the N numbers of a row
 *
 *   Pullback. For a gradient U let φ = ⟨U, J(x)·h⟩. J is symmetric, so in h it is J(x)·U, and h = γ∘G:
 *     Ḡ = γ∘J·U        γ̄_c = the sum of G∘J·U over the channel
 *   In x, with a = mean(U∘x̂), b = mean(h∘x̂) and κ = mean(U∘Ph), the covariance of U and h,
 *     φ = ρ·N·(κ − a·b)        ∂ρ/∂x = −ρ²·x̂/N        ∂a/∂x = J·U/N        ∂b/∂x = J·h/N
 *     x̄ = −ρ·( ρ·(κ − a·b)·x̂ + b·J·U + a·J·h )
 *   made of the same operations, so it can be differentiated again.
 *
 *   Rounding. That of the formulas as written; mean(h∘x̂) is computed as ρ·mean(h∘(x − μ)).
 * </pre>
 *
 * @param g G, of the shape of x
 * @param moments μ and v of x, as in {@link Normalise}
 */
public record NormaliseGradient(
    Tensor x, Tensor gain, Tensor g, Tensor moments, Rows rows, double epsilon) implements Op {

  public NormaliseGradient {
    rows.require("normaliseGradient", x);
    Normalise.requireEpsilon(epsilon);
    rows.requirePerChannel("normaliseGradient", "gain", gain);
    moments = rows.requireMoments("normaliseGradient", moments);
    if (!x.shape().equals(g.shape())) {
      throw new ShapeException(
          "normaliseGradient needs x and g of one shape, got %s and %s", x.shape(), g.shape());
    }
  }

  /** {@code y = J(x)·(γ∘g)}, all dense. */
  public interface Kernel<S> {
    void multiply(S x, S gain, S g, S moments, S y, Rows rows, double epsilon);
  }

  static void reference(
      double[] x, double[] gain, double[] g, double[] moments, double[] y, Rows s, double epsilon) {
    for (int r = 0; r < s.rows(); r++) {
      double mean = moments[r];
      double rho = 1 / Math.sqrt(moments[s.rows() + r] + epsilon);

      double sum = 0;
      double products = 0;
      for (int o = 0; o < s.outer(); o++) {
        for (int i = 0; i < s.inner(); i++) {
          int k = s.at(o, r) + i;
          double h = gain[s.channel(k)] * g[k];
          sum += h;
          products += h * (x[k] - mean);
        }
      }
      double meanH = sum / s.length();
      double b = products / s.length() * rho;

      for (int o = 0; o < s.outer(); o++) {
        for (int i = 0; i < s.inner(); i++) {
          int k = s.at(o, r) + i;
          double h = gain[s.channel(k)] * g[k];
          y[k] = (h - meanH - (x[k] - mean) * rho * b) * rho;
        }
      }
    }
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x, gain, g);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x, gain, g, moments);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor y = device.empty(x.shape());
    kernel.multiply(
        x.dense().storage(),
        gain.dense().storage(),
        g.dense().storage(),
        moments.dense().storage(),
        y.storage(),
        rows,
        epsilon);
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor jh, Tensor u) {
    Tensor ones = x.device().ones(rows.channels());
    Supplier<Tensor> ju =
        Once.of(() -> new NormaliseGradient(x, ones, u, moments, rows, epsilon).apply());
    return List.of(
        () -> inX(jh, u, ju.get()),
        () -> rows.channelView(ju.get().multiply(g)).sum(0, 2),
        () -> scaled(ju.get()));
  }

  private Tensor inX(Tensor jh, Tensor u, Tensor ju) {
    Tensor standard = rows.view(Normalise.standard(x, moments, rows, epsilon));
    Tensor rho = Normalise.rho(x, rows, epsilon);
    Tensor us = rows.view(u);
    Tensor hs = rows.view(scaled(g));
    Tensor a = rowMean(us.multiply(standard));
    Tensor b = rowMean(hs.multiply(standard));
    Tensor covariance = rowMean(us.multiply(hs.subtract(rowMean(hs))));
    Tensor alongX = standard.multiply(covariance.subtract(a.multiply(b)).multiply(rho));
    Tensor sum = alongX.add(rows.view(ju).multiply(b)).add(rows.view(jh).multiply(a));
    return sum.multiply(rho).negate().reshape(x.shape());
  }

  /** γ∘z. */
  private Tensor scaled(Tensor z) {
    return rows.channelView(z).multiply(gain.reshape(-1, 1)).reshape(x.shape());
  }

  /** Of a view, broadcasting with it. */
  private Tensor rowMean(Tensor view) {
    return rows.column(view.mean(0, 2));
  }
}
