package twofold.tensor;

import static twofold.tensor.ArgSort.argSort;
import static twofold.tensor.Gather.takeAlongAxis;

/**
 * The elements along an axis in rising or falling order: NumPy's sort.
 *
 * <pre>
 *   sort(x) = takeAlongAxis(x, argSort(x))        yₖ = x at π(k), π as {@link ArgSort} says
 *
 *   Pullback. While the order stays as it is, each element only moves, and its gradient moves back:
 *     x̄ at π(k) = gₖ                              a scatter, π⁻¹
 *   Kink. Where elements are equal, either order would do; the gradients go to them in the order
 *   they stand in.
 *
 *   Rounding. Exact. And no element comes out further off than the least accurate one went in:
 *     maxₖ |sort(x)ₖ − sort(x′)ₖ| ≤ maxⱼ |xⱼ − x′ⱼ|
 * </pre>
 *
 * What an element is, it stays: a −0 comes out as −0.
 */
public final class Sort {
  private Sort() {}

  /** Rising. */
  public static Tensor sort(Tensor x, int axis) {
    return sort(x, axis, false);
  }

  /** Rising or falling. */
  public static Tensor sort(Tensor x, int axis, boolean descending) {
    return takeAlongAxis(x, argSort(x, axis, descending), axis);
  }
}
