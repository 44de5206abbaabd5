package twofold.tensor;

import static twofold.tensor.Abs.abs;
import static twofold.tensor.Equal.equal;
import static twofold.tensor.Equal.notEqual;
import static twofold.tensor.Logic.isFinite;
import static twofold.tensor.Power.power;
import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Square.square;
import static twofold.tensor.Where.where;

/**
 * How long the vector is that the elements along some axes make, which disappear.
 *
 * <pre>
 *   order p       ‖x‖ₚ = (Σ |xⱼ|^p)^(1/p)        0 < p < ∞; a norm from p = 1 on, below the triangle is not short
 *         1       Σ |xⱼ|
 *         2       √(Σ xⱼ²)                        Euclid; of all elements of a matrix: Frobenius
 *         ∞       max |xⱼ|                        where p → ∞ leads
 *        −∞       min |xⱼ|
 *         0       how many elements are not 0     the last two are no norms, but go by the name in NumPy
 *
 *   The elements are taken one by one, also along two axes: the norms of a matrix as a map are something else.
 *
 *   Scaling. 10³⁰ squared is more than a float holds. But ‖x‖ = m·‖x/m‖ for every m > 0; with m = max |xⱼ| no power is more
 *   than 1 and one of them is 1. y does not depend on m, so m is a constant for every gradient. Where m is 0, infinite or
 *   NaN it is left out.                                                        [Blue 1978; Higham 2002, section 27.8]
 *
 *   Pullback. That of the primitives:
 *     x̄ⱼ = g·sign(xⱼ)·(|xⱼ|/‖x‖)^(p−1)
 *   Kinks. An element that is 0 counts as constant (for p = 2 it is none: there only x = 0 is a kink), and so does ‖x‖
 *   where it is 0: no gradient of any order flows, neither ∞ nor NaN. For p from 1 on that is a subgradient, the shortest.
 *   For ∞ and −∞ elements that tie share the gradient, as {@link Max} and {@link Min} say.
 * </pre>
 */
public final class Norm {
  private Norm() {}

  /**
   * The norm of this order along the given axes; along all of them if none is given. That of
   * nothing is 0; order ∞ and −∞ of nothing is an error.
   */
  public static Tensor norm(Tensor x, double order, int... axes) {
    if (order == Double.POSITIVE_INFINITY) {
      return abs(x).max(axes);
    }
    if (order == Double.NEGATIVE_INFINITY) {
      return abs(x).min(axes);
    }
    if (order == 0) {
      return notZero(x).sum(axes);
    }
    if (order == 1) {
      return abs(x).sum(axes);
    }
    if (!(order > 0)) {
      throw new IllegalArgumentException(
          "the order of a norm must be 0, positive, ∞ or −∞, got " + order);
    }
    Axes reduced = Axes.of(x.shape(), axes);
    if (reduced.reducedSize() == 0) {
      return x.sum(axes);
    }
    Tensor scale = scale(x, axes);
    Tensor scaled = x.divide(scale.reshape(reduced.resultKeepingDims()));
    return scale.multiply(unscaled(scaled, order, axes));
  }

  /** Of all elements together, as if they were one vector: √(Σ x²). */
  public static Tensor frobenius(Tensor x) {
    return norm(x, 2);
  }

  /** The largest |x| where that is a positive number, else 1. */
  private static Tensor scale(Tensor x, int... axes) {
    Tensor max = abs(x.stopGradient()).max(axes);
    Tensor isUsable = isFinite(max).multiply(notZero(max));
    return where(isUsable, max, x.device().scalar(1)).stopGradient();
  }

  private static Tensor unscaled(Tensor x, double order, int... axes) {
    if (order == 2) {
      return awayFromZero(square(x).sum(axes), 0.5);
    }
    return awayFromZero(awayFromZero(abs(x), order).sum(axes), 1 / order);
  }

  /**
   * x^p for x ≥ 0, with no slope where x is 0. There the power is taken of 1 and thrown away:
   * neither it nor its slope may be infinite.
   */
  private static Tensor awayFromZero(Tensor x, double p) {
    Tensor zero = x.device().scalar(0);
    Tensor isZero = equal(x, zero);
    Tensor safe = x.add(isZero);
    return where(isZero, zero, p == 0.5 ? sqrt(safe) : power(safe, p));
  }

  private static Tensor notZero(Tensor x) {
    return notEqual(x, x.device().scalar(0));
  }
}
