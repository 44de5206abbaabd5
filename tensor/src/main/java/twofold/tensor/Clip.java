package twofold.tensor;

import static twofold.tensor.Maximum.maximum;
import static twofold.tensor.Minimum.minimum;

/**
 * Brings what is outside an interval to its nearer end, element by element with broadcasting.
 *
 * <pre>
 *   clip(x, low, high) = min(max(x, low), high)        NaN stays NaN; where low > high, high
 *
 *   No kernel of its own, so no pullback either: those of {@link Maximum} and {@link Minimum} let the gradient pass
 *   inside the interval and stop it outside. At an end, x and that end share it.
 * </pre>
 */
public final class Clip {
  private Clip() {}

  public static Tensor clip(Tensor x, Tensor low, Tensor high) {
    return minimum(maximum(x, low), high);
  }

  public static Tensor clip(Tensor x, double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "clip needs an interval, got low " + low + " and high " + high);
    }
    return clip(x, x.device().scalar(low), x.device().scalar(high));
  }
}
