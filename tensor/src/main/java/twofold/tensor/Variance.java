package twofold.tensor;

import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Square.square;

/**
 * Variance along axes, which disappear: the mean of the squared distances from the mean. That of
 * nothing is an error.
 *
 * <pre>
 *   μᵢ = (1/n) Σⱼ xᵢⱼ        vᵢ = (1/n) Σⱼ (xᵢⱼ − μᵢ)²        standard deviation √vᵢ
 *
 *   All elements there are, hence 1/n. Of a sample of a larger population v·n/(n − 1) is the unbiased estimate.
 *
 *   Two passes over x, and for a reason: (1/n) Σ x² − μ² needs only one, but subtracts two large numbers where μ is large
 *   against √v, and may even come out negative. This one never does.                       [Chan, Golub & LeVeque 1983]
 *
 *   Pullback. That of the primitives. What comes back through the mean adds up to nothing, Σⱼ (xᵢⱼ − μᵢ) = 0, so that
 *     x̄ᵢⱼ = 2gᵢ·(xᵢⱼ − μᵢ)/n
 *
 *   Rounding. |fl(v) − v| ≤ (n + 3)·u·v + n²u²·(second moment), to first order          [Higham 2002, section 1.9]
 * </pre>
 */
public final class Variance {
  private Variance() {}

  /** The variance along the given axes; along all of them if none is given. */
  public static Tensor variance(Tensor x, int... axes) {
    Shape kept = Axes.of(x.shape(), axes).resultKeepingDims();
    return square(x.subtract(x.mean(axes).reshape(kept))).mean(axes);
  }

  /** The standard deviation. Where it is 0 it has a kink, and no gradient: NaN. */
  public static Tensor std(Tensor x, int... axes) {
    return sqrt(variance(x, axes));
  }
}
