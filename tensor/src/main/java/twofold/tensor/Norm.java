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
 *   order p     ‖x‖ₚ = (Σ |xⱼ|^p)^(1/p)      0 < p < ∞; below p = 1 the triangle inequality fails
 *         1     Σ |xⱼ|
 *         2     √(Σ xⱼ²)                      Euclid; of all elements of a matrix: Frobenius
 *         ∞     max |xⱼ|                      where p → ∞ leads
 *        −∞     min |xⱼ|
 *         0     how many elements are not 0   the last two are no norms, but NumPy calls them so
 *
 *   The elements are taken one by one, also along two axes: the norm of a matrix as a map is
 *   something else.
 *
 *   Scaling. 10³⁰ squared is more than a float holds. But ‖x‖ = m·‖x/m‖ for every m > 0; with
 *   m = max |xⱼ| no power is more than 1 and one of them is 1. y does not depend on m, so m is a
 *   constant for every gradient. Where it is 0, infinite or NaN it is left out.       [Blue 1978]
 *
 *   Pullback. That of the primitives:
 *     x̄ⱼ = g·sign(xⱼ)·(|xⱼ|/‖x‖)^(p−1)
 *   Kinks. An element that is 0 counts as constant (not for p = 2: there only x = 0 is a kink), and
 *   so does ‖x‖ where it is 0: no gradient of any order flows, neither ∞ nor NaN. For p from 1 on
 *   that is a subgradient, the shortest. For ∞ and −∞ elements that tie share the gradient, as
 *   {@link Max} and {@link Min} say.
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
    Tensor max = abs(x.stopGradient()).max(axes);
    Tensor one = x.device().scalar(1);
    Tensor m = where(isFinite(max).multiply(notZero(max)), max, one).stopGradient();
    Tensor scaled = x.divide(m.reshape(reduced.resultKeepingDims()));
    Tensor powers = order == 2 ? square(scaled) : powerAwayFromZero(abs(scaled), scaled, order);
    return m.multiply(powerAwayFromZero(powers.sum(axes), max, 1 / order));
  }

  /** Of all elements together, as if they were one vector: √(Σ x²). */
  public static Tensor frobenius(Tensor x) {
    return norm(x, 2);
  }

  /**
   * x^p, and 0 with no slope where a test is 0. There the power is taken of x + 1 and thrown away:
   * neither it nor its slope may be infinite.
   */
  private static Tensor powerAwayFromZero(Tensor x, Tensor test, double p) {
    Tensor zero = x.device().scalar(0);
    Tensor isZero = equal(test.stopGradient(), zero);
    Tensor safe = x.add(isZero);
    return where(isZero, zero, p == 0.5 ? sqrt(safe) : power(safe, p));
  }

  private static Tensor notZero(Tensor x) {
    return notEqual(x, x.device().scalar(0));
  }
}
