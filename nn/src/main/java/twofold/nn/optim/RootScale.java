package twofold.nn.optim;

/**
 * The arithmetic of {@link AdaGrad} and {@link RmsProp}: each number has its own step size, by the
 * root of the squares of its gradients so far.
 *
 * <pre>
 *   s ← a·s + b·g²              sum of squares: a = b = 1        running mean: a = ρ, b = 1 − ρ
 *   θ ← θ − η·g/(√s + ε)
 *
 *   Rounding. New s: γ₄ times the sum of its two absolute terms, as g comes in twice. Then, with s as stored and
 *   d = η·g/(√s + ε) the exact step,
 *
 *     |fl(θ′) − θ′| ≤ u·|θ′| + γ₇·|d|        on the processor
 *
 *   numerator: η, the product; denominator: the root, the sum; the quotient; the difference. That is six. The seventh is
 *   for an s below the normal numbers, which changes the root by at most √2⁻¹²⁶ ≈ 10⁻¹⁹ ≤ u·ε if ε ≥ 2·10⁻¹². Where a
 *   quotient may be off by 2.5 ulp = 5u and a root by 3 ulp = 6u, as in OpenCL, it is γ₁₆.
 * </pre>
 */
public final class RootScale {
  private RootScale() {}

  /**
   * The numbers of one step.
   *
   * @param keep a
   * @param fresh b
   * @param rate η
   * @param epsilon ε
   */
  public record Coefficients(double keep, double fresh, double rate, double epsilon) {}

  /**
   * One step in place, all of n elements.
   *
   * <pre>{@code
   * s[i] ← keep·s[i] + fresh·g[i]²
   * p[i] ← p[i] − rate·g[i] / (√s[i] + epsilon)
   * }</pre>
   */
  public interface Kernel<S> {
    void step(S p, S s, S g, int n, Coefficients c);
  }

  static void reference(double[] p, double[] s, double[] g, int n, Coefficients c) {
    for (int i = 0; i < n; i++) {
      s[i] = c.keep * s[i] + c.fresh * g[i] * g[i];
      p[i] -= c.rate * g[i] / (Math.sqrt(s[i]) + c.epsilon);
    }
  }
}
