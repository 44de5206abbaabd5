package twofold.nn.optim;

/**
 * The arithmetic of {@link Adam}, {@link AdamW} and {@link Nadam}: running means of the gradient
 * and of its square, the first and the second moment; the step is one divided by the root of the
 * other.
 *
 * <pre>
 *   m ← β₁·m + (1 − β₁)·g
 *   v ← β₂·v + (1 − β₂)·g²
 *   θ ← k·θ − (a·m + b·g)/(√(c·v) + ε)
 *
 *   The constants come from outside, once per step:
 *            k            a                     b                   c
 *   Adam     1            η/(1 − β₁ᵗ)           0                   1/(1 − β₂ᵗ)
 *   AdamW    1 − η·λ      η/(1 − β₁ᵗ)           0                   1/(1 − β₂ᵗ)
 *   Nadam    1            η·μₜ₊₁/(1 − Πμ)       η·(1 − μₜ)/(1 − Πμ)   1/(1 − β₂ᵗ)
 *
 *   Rounding. New m: γ₃ times the sum of its two absolute terms - the constant, the product, the sum. New v: γ₄ times,
 *   as g comes in twice. Then, with m and v as stored and s = (|a·m| + |b·g|)/(√(c·v) + ε), no less than the exact step,
 *
 *     |fl(θ′) − θ′| ≤ u·|θ′| + γ₃·|k·θ| + γ₉·s        on the processor
 *
 *   of k·θ: the constant, the product, the difference. Numerator: the constant, the product, the sum; denominator: half of
 *   c and its product - a root halves relative errors -, the root, the sum; the quotient; the difference. That is eight.
 *   The ninth is for a c·v below the normal numbers, which changes the root by at most √2⁻¹²⁶ ≈ 10⁻¹⁹ ≤ u·ε if
 *   ε ≥ 2·10⁻¹². With k = 1 nothing happens to k·θ, with b = 0 the sum is exact: then it is u·|θ′| + γ₈·s. Where a quotient
 *   may be off by 2.5 ulp = 5u and a root by 3 ulp = 6u, as in OpenCL, it is γ₁₈ instead of γ₉.
 * </pre>
 */
public final class Moments {
  private Moments() {}

  /**
   * The numbers of one step.
   *
   * @param beta1 β₁, how much of m stays
   * @param beta2 β₂, how much of v stays
   * @param keep k, how much of the parameter stays
   * @param ofMean a
   * @param ofGradient b
   * @param ofSquare c
   * @param epsilon ε
   */
  public record Coefficients(
      double beta1,
      double beta2,
      double keep,
      double ofMean,
      double ofGradient,
      double ofSquare,
      double epsilon) {}

  /**
   * One step in place, all of n elements.
   *
   * <pre>{@code
   * m[i] ← beta1·m[i] + (1 − beta1)·g[i]
   * v[i] ← beta2·v[i] + (1 − beta2)·g[i]²
   * p[i] ← keep·p[i] − (ofMean·m[i] + ofGradient·g[i]) / (√(ofSquare·v[i]) + epsilon)
   * }</pre>
   */
  public interface Kernel<S> {
    void step(S p, S m, S v, S g, int n, Coefficients c);
  }

  // region reference
  static void reference(double[] p, double[] m, double[] v, double[] g, int n, Coefficients c) {
    for (int i = 0; i < n; i++) {
      m[i] = c.beta1 * m[i] + (1 - c.beta1) * g[i];
      v[i] = c.beta2 * v[i] + (1 - c.beta2) * g[i] * g[i];
      double direction = c.ofMean * m[i] + c.ofGradient * g[i];
      p[i] = c.keep * p[i] - direction / (Math.sqrt(c.ofSquare * v[i]) + c.epsilon);
    }
  }
  // endregion
}
