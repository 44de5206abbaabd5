package twofold.tensor;

import static twofold.tensor.Exp.exp;
import static twofold.tensor.Gate.gate;
import static twofold.tensor.Log.log;
import static twofold.tensor.Logic.isFinite;

/**
 * The logarithm of the sum of exponentials along axes, which disappear: a soft maximum, and the sum
 * of numbers that are given by their logarithms.
 *
 * <pre>
 *   yᵢ = ln Σⱼ exp xᵢⱼ = m + ln Σⱼ exp(xᵢⱼ − m)        for every m;  m = maxⱼ xᵢⱼ keeps the exponentials from overflowing
 *
 *   max x ≤ y ≤ max x + ln n
 *
 *   Where the largest element is infinite, ∞ − ∞ must not arise: there m = 0, and the exponentials give what is right,
 *   −∞ where all elements are −∞.
 *
 *   Pullback. y does not depend on m, so m is a constant, and the primitives give the softmax:
 *     x̄ᵢⱼ = gᵢ·exp(xᵢⱼ − yᵢ)
 *                                                                              [Blanchard, Higham & Higham 2021]
 * </pre>
 */
public final class LogSumExp {
  private LogSumExp() {}

  /** ln Σ exp x along the given axes; along all of them if none is given. */
  public static Tensor logSumExp(Tensor x, int... axes) {
    Shape kept = Axes.of(x.shape(), axes).resultKeepingDims();
    Tensor max = x.max(axes).stopGradient();
    Tensor m = gate(isFinite(max), max).stopGradient();
    return log(exp(x.subtract(m.reshape(kept))).sum(axes)).add(m);
  }
}
