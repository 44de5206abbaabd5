package twofold.nn.layer;

import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Variance.variance;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Op;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Gives every row the mean 0 and the variance 1, then every channel a scale and a shift: what
 * batch, layer, group and instance normalisation have in common.
 *
 * <pre>
 *   The numbers of x, in their order, are seen as (outer, rows, inner). A row r is all elements
 *   (o, r, i), N = outer·inner of them. The k-th number belongs to the channel
 *   c(k) = ⌊k/space⌋ mod channels.
 *
 *   μᵣ = mean of row r      vᵣ = mean of (x − μᵣ)²      ρᵣ = 1/√(vᵣ + ε)
 *   x̂ₖ = ρᵣ·(xₖ − μᵣ)       yₖ = γ_c·x̂ₖ + β_c
 *
 *   x                                   (outer, rows, inner)          channels   space
 *   batch norm      (B, C, H, W)        (B,     C,     H·W)           C          H·W
 *   layer norm      (B, F)              (1,     B,     F)             F          1
 *   group norm      (B, C, H, W)        (1,     B·G,   C/G·H·W)       C          H·W
 *   instance norm   (B, C, H, W)        (1,     B·C,   H·W)           C          H·W
 *
 *   Pullback. Within a row let P = I − 1·1ᵀ/N, which subtracts the mean. Then x̂ = ρ·Px, and from
 *   v = |Px|²/N
 *     ∂ρ/∂x = −½·(v + ε)^(−3/2)·2·Px/N = −ρ²·x̂/N
 *     J = ∂x̂/∂x = ρ·P + Px·(∂ρ/∂x)ᵀ = ρ·(P − x̂·x̂ᵀ/N)              symmetric
 *   so with h = γ∘G
 *     x̄ = J·h = ρ·(h − mean h − x̂·mean(h∘x̂))                        {@link NormaliseGradient}
 *     γ̄_c = the sum of G∘x̂ over the channel        β̄_c = the sum of G over the channel
 *
 *   What is passed back is orthogonal to the constant row and nearly (for ε → 0: exactly) to x̂:
 *   neither the mean nor the length of a row matters, so nothing can be gained by changing them.
 *
 *   Rounding. That of the formulas as written, with ρ computed once for each row.
 *
 *   [Ioffe & Szegedy 2015, algorithm 1; Ba, Kiros & Hinton 2016, eq. 4; Ulyanov et al. 2016;
 *   Wu & He 2018]
 * </pre>
 *
 * @param gain γ, shape (channels)
 * @param shift β, shape (channels)
 * @param rows how x is seen
 * @param epsilon ε, keeps a row of equal numbers from a division by 0
 */
public record Normalise(Tensor x, Tensor gain, Tensor shift, Rows rows, double epsilon)
    implements Op {

  public Normalise {
    rows.require("normalise", x);
    requireEpsilon(epsilon);
    for (Tensor each : List.of(gain, shift)) {
      if (each.rank() != 1 || each.size() != rows.channels) {
        throw new ShapeException(
            "normalise needs gain and shift of shape (%d), got %s and %s",
            rows.channels, gain.shape(), shift.shape());
      }
    }
  }

  static double requireEpsilon(double epsilon) {
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the epsilon of a normalisation must be positive and finite, got " + epsilon);
    }
    return epsilon;
  }

  /** How the numbers of a tensor, in their order, belong to rows and to channels. */
  public record Rows(int outer, int rows, int inner, int channels, int space) {

    /** N: how many numbers a row has. */
    public int length() {
      return outer * inner;
    }

    /** Where run o of row r starts; it has {@link #inner} numbers. */
    public int at(int o, int r) {
      return (o * rows + r) * inner;
    }

    /** The channel of the k-th number. */
    public int channel(int k) {
      return k / space % channels;
    }

    void require(String operation, Tensor x) {
      if (x.size() != (long) outer * rows * inner) {
        throw new ShapeException(
            "%s needs %d × %d × %d numbers, got shape %s",
            operation, outer, rows, inner, x.shape());
      }
    }

    /** x as (outer, rows, inner). */
    public Tensor view(Tensor x) {
      return x.reshape(outer, rows, inner);
    }

    /** One number for each row, as a tensor that broadcasts with the view. */
    Tensor column(Tensor perRow) {
      return perRow.reshape(1, rows, 1);
    }

    /** x as (outside, channels, space), to which (channels, 1) broadcasts. */
    Tensor channelView(Tensor x) {
      int inside = Math.max(1, channels * space);
      return x.reshape(x.size() / inside, channels, space);
    }
  }

  /** {@code y = γ·(x − μ)·ρ + β}, all dense. */
  public interface Kernel<S> {
    void normalise(S x, S gain, S shift, S y, Rows rows, double epsilon);
  }

  static void reference(
      double[] x, double[] gain, double[] shift, double[] y, Rows s, double epsilon) {
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
      double rho = 1 / Math.sqrt(squares / s.length() + epsilon);

      for (int o = 0; o < s.outer(); o++) {
        for (int i = 0; i < s.inner(); i++) {
          int k = s.at(o, r) + i;
          int c = s.channel(k);
          y[k] = gain[c] * ((x[k] - mean) * rho) + shift[c];
        }
      }
    }
  }

  /** x̂: mean 0 and variance 1 in each row, and nothing else. */
  static Tensor standard(Tensor x, Rows rows, double epsilon) {
    Tensor ones = x.device().ones(rows.channels);
    Tensor zeros = x.device().zeros(rows.channels);
    return new Normalise(x, ones, zeros, rows, epsilon).apply();
  }

  /** ρ in tensor operations, one for each row, broadcasting with the view. */
  static Tensor rho(Tensor x, Rows rows, double epsilon) {
    Tensor v = rows.column(variance(rows.view(x), 0, 2));
    return x.device().scalar(1).divide(sqrt(v.add(epsilon)));
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x, gain, shift);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x, gain, shift);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor y = device.empty(x.shape());
    kernel.normalise(
        x.dense().storage(),
        gain.dense().storage(),
        shift.dense().storage(),
        y.storage(),
        rows,
        epsilon);
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    Shape shape = x.shape();
    return List.of(
        () -> {
          Tensor h = rows.channelView(g).multiply(gain.reshape(-1, 1)).reshape(shape);
          return new NormaliseGradient(x, h, rows, epsilon).apply();
        },
        () -> rows.channelView(g.multiply(standard(x, rows, epsilon))).sum(0, 2),
        () -> rows.channelView(g).sum(0, 2));
  }
}
