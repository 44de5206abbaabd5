package twofold.nn.optim;

/**
 * The arithmetic of {@link Momentum} and {@link Nesterov}: a velocity that the gradient accelerates
 * and friction slows down.
 *
 * <pre>
 *   v ← μ·v − η·g
 *   θ ← θ + (a·v − b·g)           momentum: a = 1, b = 0        Nesterov: a = μ, b = η
 *
 *   Rounding. New v: γ₃ times the sum of its two absolute terms - the constant, the product, the difference. Then, with
 *   v as stored,
 *
 *     |fl(θ′) − θ′| ≤ u·|θ′| + γ₄·(|a·v| + |b·g|)
 *
 *   the constant, the product, the difference, the sum with θ.
 * </pre>
 */
public final class Velocity {
  private Velocity() {}

  /**
   * The numbers of one step.
   *
   * @param friction μ
   * @param rate η
   * @param ofVelocity a
   * @param ofGradient b
   */
  public record Coefficients(double friction, double rate, double ofVelocity, double ofGradient) {}

  /**
   * One step in place, all of n elements.
   *
   * <pre>{@code
   * v[i] ← friction·v[i] − rate·g[i]
   * p[i] ← p[i] + (ofVelocity·v[i] − ofGradient·g[i])
   * }</pre>
   */
  public interface Kernel<S> {
    void step(S p, S v, S g, int n, Coefficients c);
  }

  static void reference(double[] p, double[] v, double[] g, int n, Coefficients c) {
    for (int i = 0; i < n; i++) {
      v[i] = c.friction * v[i] - c.rate * g[i];
      p[i] += c.ofVelocity * v[i] - c.ofGradient * g[i];
    }
  }
}
