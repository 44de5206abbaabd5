package twofold.math;

import java.util.OptionalDouble;

/**
 * How much the last digits of a computed function tremble, found by looking at its values only.
 *
 * <pre>
 *   What is computed is a smooth function and noise:    fᵢ = s(t + i·δ) + εᵢ        i = 0 … m
 *
 *   Differences of order k, (Δᵏf)ᵢ = Σⱼ (−1)^(k−j)·C(k, j)·fᵢ₊ⱼ, tell them apart:
 *     Δᵏs ≈ s⁽ᵏ⁾·δᵏ                     vanishes as k grows, for a small δ
 *     Var Δᵏε = σ²·Σⱼ C(k, j)²          = σ²·C(2k, k): it grows, for independent εᵢ of standard deviation σ
 *
 *   So once the smooth part is gone, each k gives an estimate of the same σ:
 *     σₖ² = 1/C(2k, k) · mean over i of (Δᵏf)ᵢ²
 *
 *   The noise is σₖ for the first k where the estimates stand still - σₖ, σₖ₊₁ and σₖ₊₂ within a factor of {@value
 *   #LEVEL} of each other - and the differences of order k have both signs, as those of noise do and those of a smooth
 *   function do not.
 * </pre>
 *
 * Rounding is not random, but from one argument to the next it behaves as if it were. What the
 * estimate does not see is an error that is the same at all points; but that cancels in every
 * difference of values anyway.
 *
 * <p>[Hamming 1971; Moré & Wild 2011, Estimating computational noise, SIAM J. Sci. Comput. 33(3)]
 */
public final class ComputationalNoise {

  /** How far estimates may be apart and still count as equal; the authors' choice. */
  public static final int LEVEL = 4;

  private ComputationalNoise() {}

  /**
   * The standard deviation of the noise in values at equally spaced arguments, to about a factor of
   * {@value #LEVEL}; nothing if no order shows it, which means that the arguments are too far
   * apart.
   *
   * @param values at least 6; 7 to 9 are usual
   */
  public static OptionalDouble of(double... values) {
    if (values.length < 6) {
      throw new IllegalArgumentException(
          "a difference table needs at least 6 values, got " + values.length);
    }
    int orders = values.length - 1;
    double[] estimate = new double[orders + 1];
    boolean[] bothSigns = new boolean[orders + 1];
    double[] table = values.clone();
    double binomial = 1; // C(2k, k)
    for (int k = 1; k <= orders; k++) {
      binomial *= 2.0 * (2 * k - 1) / k;
      int count = values.length - k;
      double squares = 0;
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        table[i] = table[i + 1] - table[i];
        squares += table[i] * table[i];
        least = Math.min(least, table[i]);
        most = Math.max(most, table[i]);
      }
      estimate[k] = Math.sqrt(squares / count / binomial);
      bothSigns[k] = least < 0 && most > 0;
    }
    for (int k = 1; k + 2 <= orders; k++) {
      double low = Math.min(estimate[k], Math.min(estimate[k + 1], estimate[k + 2]));
      double high = Math.max(estimate[k], Math.max(estimate[k + 1], estimate[k + 2]));
      if (high == 0 || (bothSigns[k] && high <= LEVEL * low)) {
        return OptionalDouble.of(estimate[k]);
      }
    }
    return OptionalDouble.empty();
  }
}
