package twofold.tensor;

import static twofold.tensor.Equal.equal;
import static twofold.tensor.Equal.notEqual;
import static twofold.tensor.Maximum.maximum;

/**
 * Propositional logic on tensors, element by element with broadcasting: 1 is true, 0 is false.
 *
 * <pre>
 *   Whatever is not 0 counts as true, NaN too.        t(x) = [x ≠ 0]
 *
 *   not x      = [x = 0]
 *   a and b    = t(a)·t(b)
 *   a or b     = max(t(a), t(b))
 *   a xor b    = [t(a) ≠ t(b)]
 *   x is NaN   = [x ≠ x]              the only numbers that differ from themselves
 *   x finite   = [x − x = 0]          ∞ − ∞ is NaN
 *
 *   any x      = [Σ t(x) ≠ 0]         along axes, which disappear: there is one
 *   all x      = not any (not x)      De Morgan: there is none that is not
 *
 *   A sum of ones cannot round to 0. Among nothing there is none: any is 0, all is 1.
 * </pre>
 *
 * All of it is comparison and arithmetic, so there are no kernels here. The results are piecewise
 * constant: no gradient flows.
 */
public final class Logic {
  private Logic() {}

  public static Tensor not(Tensor x) {
    return equal(x, x.device().scalar(0));
  }

  public static Tensor and(Tensor a, Tensor b) {
    return truth(a).multiply(truth(b));
  }

  public static Tensor or(Tensor a, Tensor b) {
    return maximum(truth(a), truth(b));
  }

  public static Tensor xor(Tensor a, Tensor b) {
    return notEqual(truth(a), truth(b));
  }

  public static Tensor isNan(Tensor x) {
    return notEqual(x, x);
  }

  public static Tensor isFinite(Tensor x) {
    return not(x.subtract(x));
  }

  /** Whether any element is true, along the given axes; along all of them if none is given. */
  public static Tensor any(Tensor x, int... axes) {
    return truth(truth(x).sum(axes));
  }

  /** Whether all elements are true, along the given axes; along all of them if none is given. */
  public static Tensor all(Tensor x, int... axes) {
    return not(any(not(x), axes));
  }

  private static Tensor truth(Tensor x) {
    return notEqual(x, x.device().scalar(0));
  }
}
