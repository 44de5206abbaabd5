package twofold.nn.layer;

import java.util.List;
import java.util.function.Supplier;
import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Device;
import twofold.tensor.Op;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Mean and variance of each row: all that a normalisation has to know of its input before it can
 * begin.
 *
 * <pre>
 *   μᵣ = (1/N)·Σ xₖ        vᵣ = (1/N)·Σ (xₖ − μᵣ)²        sums over the N numbers of row r
 *
 *   x: seen as (outer, rows, inner), see {@link Normalise}
 *   y: (2, rows), the means and then the variances
 *
 *   Why two passes over a row, and not one that adds up x and x²: {@link twofold.tensor.Variance}.
 *
 *   Pullback. ∂μ/∂xₖ = 1/N. What x moves of μ does not move v, as Σ (x − μ) = 0, so ∂v/∂xₖ = 2(xₖ − μ)/N
 *     x̄ₖ = (μ̄ᵣ + 2·v̄ᵣ·(xₖ − μᵣ))/N
 *
 *   Rounding. That of the formulas as written, the sums in any order.
 * </pre>
 */
public record RowMoments(Tensor x, Rows rows) implements Op {

  public RowMoments {
    rows.require("rowMoments", x);
  }

  /** {@code y[r] = μᵣ} and {@code y[rows + r] = vᵣ}, all dense. */
  public interface Kernel<S> {
    void moments(S x, S y, Rows rows);
  }

  static void reference(double[] x, double[] y, Rows s) {
    for (int r = 0; r < s.rows(); r++) {
      double sum = 0;
      for (int o = 0; o < s.outer(); o++) {
        for (int i = 0; i < s.inner(); i++) {
          sum += x[s.at(o, r) + i];
        }
      }
      double mean = sum / s.length();

      double squares = 0;
      for (int o = 0; o < s.outer(); o++) {
        for (int i = 0; i < s.inner(); i++) {
          double d = x[s.at(o, r) + i] - mean;
          squares += d * d;
        }
      }
      y[r] = mean;
      y[s.rows() + r] = squares / s.length();
    }
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor y = device.empty(new Shape(2, rows.rows()));
    kernel.moments(x.dense().storage(), y.storage(), rows);
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(
        () -> {
          Tensor view = rows.view(x);
          Tensor centred = view.subtract(rows.column(y.at(0)));
          Tensor ofMean = rows.column(g.at(0));
          Tensor ofVariance = rows.column(g.at(1)).multiply(2);
          Tensor sum = ofMean.add(ofVariance.multiply(centred));
          return sum.divide(rows.length()).reshape(x.shape());
        });
  }
}
