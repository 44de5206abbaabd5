package twofold.nn.layer;

import static twofold.tensor.Sqrt.sqrt;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Once;
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
 *     γ̄_c = the sum of G∘x̂ over the channel
 *     β̄_c = the sum of G over the channel                            {@link NormaliseParameterGradient}
 *
 *   What is passed back is orthogonal to the constant row and nearly (for ε → 0: exactly) to x̂:
 *   neither the mean nor the length of a row matters, so nothing can be gained by changing them.
 *
 *   μ and v are computed once, by {@link RowMoments}, and handed on to the pullbacks, and to theirs. They are no inputs:
 *   y is a function of x, γ and β, and the derivatives above are those of this function, μ and v being functions of x.
 *   To hand them on saves work and changes no formula.
 *
 *   Rounding. That of the formulas as written, with ρ computed once for each row.
 *
 *   [Ioffe & Szegedy 2015, algorithm 1; Ba, Kiros & Hinton 2016, eq. 4; Ulyanov et al. 2016;
 *   Wu & He 2018]
 * </pre>
 *
 * @param gain γ, shape (channels)
 * @param shift β, shape (channels)
 * @param moments μ and v of x, from {@link RowMoments}; its own history does not count
 * @param rows how x is seen
 * @param epsilon ε, keeps a row of equal numbers from a division by 0
 */
public record Normalise(
    Tensor x, Tensor gain, Tensor shift, Tensor moments, Rows rows, double epsilon) implements Op {

  public Normalise {
    rows.require("normalise", x);
    requireEpsilon(epsilon);
    rows.requirePerChannel("normalise", "gain", gain);
    rows.requirePerChannel("normalise", "shift", shift);
    moments = rows.requireMoments("normalise", moments);
  }

  public Normalise(Tensor x, Tensor gain, Tensor shift, Rows rows, double epsilon) {
    this(x, gain, shift, moments(x, rows), rows, epsilon);
  }

  private static Tensor moments(Tensor x, Rows rows) {
    rows.require("normalise", x);
    return new RowMoments(x, rows).forward();
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

    /** How many numbers there are. */
    public int size() {
      return outer * rows * inner;
    }

    /** The row of the k-th number. */
    public int row(int k) {
      return k / inner % rows;
    }

    /** The channel of the k-th number. */
    public int channel(int k) {
      return k / space % channels;
    }

    /**
     * How many numbers from the k-th on, and before the end, have the same row and also the same
     * channel; or, where every number has the next channel (space = 1), rising channels.
     */
    int stretch(int k, int end) {
      int ofRow = inner - k % inner;
      int ofChannel = space > 1 ? space - k % space : channels - k % channels;
      return Math.min(end - k, Math.min(ofRow, ofChannel));
    }

    /** Whether neighbouring numbers have neighbouring rows, which are also their channels. */
    boolean areColumns() {
      return inner == 1 && space == 1 && rows == channels;
    }

    void require(String operation, Tensor x) {
      if (x.size() != (long) outer * rows * inner) {
        throw new ShapeException(
            "%s needs %d × %d × %d numbers, got shape %s",
            operation, outer, rows, inner, x.shape());
      }
    }

    void requirePerChannel(String operation, String what, Tensor numbers) {
      if (numbers.rank() != 1 || numbers.size() != channels) {
        throw new ShapeException(
            "%s needs %s of shape (%d), got %s", operation, what, channels, numbers.shape());
      }
    }

    /** Moments of x as a constant. */
    Tensor requireMoments(String operation, Tensor moments) {
      Shape expected = new Shape(2, rows);
      if (!moments.shape().equals(expected)) {
        throw new ShapeException(
            "%s needs moments of shape %s, got %s", operation, expected, moments.shape());
      }
      return moments.stopGradient();
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
    void normalise(S x, S gain, S shift, S moments, S y, Rows rows, double epsilon);
  }

  static void reference(
      double[] x,
      double[] gain,
      double[] shift,
      double[] moments,
      double[] y,
      Rows s,
      double epsilon) {
    for (int k = 0; k < s.size(); k++) {
      int r = s.row(k);
      int c = s.channel(k);
      double mean = moments[r];
      double rho = 1 / Math.sqrt(moments[s.rows() + r] + epsilon);
      y[k] = gain[c] * ((x[k] - mean) * rho) + shift[c];
    }
  }

  /** x̂: mean 0 and variance 1 in each row, and nothing else. */
  static Tensor standard(Tensor x, Tensor moments, Rows rows, double epsilon) {
    Tensor ones = x.device().ones(rows.channels);
    Tensor zeros = x.device().zeros(rows.channels);
    return new Normalise(x, ones, zeros, moments, rows, epsilon).apply();
  }

  /** ρ as a function of x, one for each row, broadcasting with the view. */
  static Tensor rho(Tensor x, Rows rows, double epsilon) {
    Tensor v = rows.column(new RowMoments(x, rows).apply().at(1));
    return x.device().scalar(1).divide(sqrt(v.add(epsilon)));
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x, gain, shift);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x, gain, shift, moments);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor y = device.empty(x.shape());
    kernel.normalise(
        x.dense().storage(),
        gain.dense().storage(),
        shift.dense().storage(),
        moments.dense().storage(),
        y.storage(),
        rows,
        epsilon);
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    Tensor dense = g.dense(); // once for both
    Supplier<Tensor> both =
        Once.of(() -> new NormaliseParameterGradient(x, dense, moments, rows, epsilon).apply());
    return List.of(
        () -> new NormaliseGradient(x, gain, dense, moments, rows, epsilon).apply(),
        () -> both.get().at(0),
        () -> both.get().at(1));
  }
}
