package twofold.nn.layer;

import java.util.List;
import java.util.function.Supplier;
import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Device;
import twofold.tensor.Op;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * How a gradient passes back through {@link Normalise}: its Jacobian times a vector, row by row.
 *
 * <pre>
 *   y = J(x)·h = ρ·(h − mean h − x̂·mean(h∘x̂))            J = ρ·(P − x̂·x̂ᵀ/N)
 *
 *   Pullback. For a gradient U let φ = ⟨U, J(x)·h⟩. J is symmetric, so in h
 *     h̄ = J(x)·U
 *   In x, with a = mean(U∘x̂), b = mean(h∘x̂) and κ = mean(U∘Ph), the covariance of U and h,
 *     φ = ρ·N·(κ − a·b)        ∂ρ/∂x = −ρ²·x̂/N        ∂a/∂x = J·U/N        ∂b/∂x = J·h/N
 *     x̄ = −ρ·( ρ·(κ − a·b)·x̂ + b·J·U + a·J·h )
 *   made of the same operations, so it can be differentiated again.
 *
 *   Rounding. That of the formulas as written; mean(h∘x̂) is computed as ρ·mean(h∘(x − μ)).
 * </pre>
 */
public record NormaliseGradient(Tensor x, Tensor h, Rows rows, double epsilon) implements Op {

  public NormaliseGradient {
    rows.require("normaliseGradient", x);
    Normalise.requireEpsilon(epsilon);
    if (!x.shape().equals(h.shape())) {
      throw new ShapeException(
          "normaliseGradient needs x and h of one shape, got %s and %s", x.shape(), h.shape());
    }
  }

  /** {@code y = J(x)·h}, all dense. */
  public interface Kernel<S> {
    void multiply(S x, S h, S y, Rows rows, double epsilon);
  }

  static void reference(double[] x, double[] h, double[] y, Rows s, double epsilon) {
    for (int r = 0; r < s.rows(); r++) {
      double sumX = 0;
      double sumH = 0;
      for (int o = 0; o < s.outer(); o++) {
        for (int i = 0; i < s.inner(); i++) {
          sumX += x[s.at(o, r) + i];
          sumH += h[s.at(o, r) + i];
        }
      }
      double meanX = sumX / s.length();
      double meanH = sumH / s.length();

      double squares = 0;
      double products = 0;
      for (int o = 0; o < s.outer(); o++) {
        for (int i = 0; i < s.inner(); i++) {
          double d = x[s.at(o, r) + i] - meanX;
          squares += d * d;
          products += h[s.at(o, r) + i] * d;
        }
      }
      double rho = 1 / Math.sqrt(squares / s.length() + epsilon);
      double b = products / s.length() * rho;

      for (int o = 0; o < s.outer(); o++) {
        for (int i = 0; i < s.inner(); i++) {
          int k = s.at(o, r) + i;
          y[k] = (h[k] - meanH - (x[k] - meanX) * rho * b) * rho;
        }
      }
    }
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x, h);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x, h);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor y = device.empty(x.shape());
    kernel.multiply(x.dense().storage(), h.dense().storage(), y.storage(), rows, epsilon);
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor jh, Tensor u) {
    return List.of(() -> inX(jh, u), () -> new NormaliseGradient(x, u, rows, epsilon).apply());
  }

  private Tensor inX(Tensor jh, Tensor u) {
    Tensor ju = new NormaliseGradient(x, u, rows, epsilon).apply();
    Tensor standard = rows.view(Normalise.standard(x, rows, epsilon));
    Tensor rho = Normalise.rho(x, rows, epsilon);
    Tensor us = rows.view(u);
    Tensor hs = rows.view(h);
    Tensor a = rowMean(us.multiply(standard));
    Tensor b = rowMean(hs.multiply(standard));
    Tensor covariance = rowMean(us.multiply(hs.subtract(rowMean(hs))));
    Tensor alongX = standard.multiply(covariance.subtract(a.multiply(b)).multiply(rho));
    Tensor sum = alongX.add(rows.view(ju).multiply(b)).add(rows.view(jh).multiply(a));
    return sum.multiply(rho).negate().reshape(x.shape());
  }

  /** Of a view, broadcasting with it. */
  private Tensor rowMean(Tensor view) {
    return rows.column(view.mean(0, 2));
  }
}
