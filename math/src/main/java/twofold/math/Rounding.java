package twofold.math;

/**
 * The two constants every error bound in this book is built from.
 *
 * <pre>
 *   fl(a ∘ b) = (a ∘ b)(1 + δ),  |δ| ≤ u        one operation, rounded to nearest
 *   ∏ᵢ (1 + δᵢ)^±1 = 1 + θₖ,     |θₖ| ≤ γₖ      k operations in a row, γₖ = k·u / (1 − k·u)
 * </pre>
 *
 * <p>A bound is then counted, not guessed: follow a number from input to output, and k is how many
 * roundings it passed. [Higham, Accuracy and Stability of Numerical Algorithms, 2002, §2.2 and
 * §3.1]
 */
public final class Rounding {

  /** The unit roundoff of {@code double}: half the gap between 1 and the next number, 2⁻⁵³. */
  public static final double U = 0x1p-53;

  private Rounding() {}

  /**
   * γₖ in double precision: the largest relative error that k roundings in a row can leave.
   *
   * @throws IllegalArgumentException if k is negative
   */
  public static double gamma(long k) {
    if (k < 0) {
      throw new IllegalArgumentException("k must be at least 0, got " + k);
    }
    return k * U / (1 - k * U);
  }
}
