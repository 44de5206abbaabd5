package twofold.nn.optim;

import java.util.List;
import twofold.nn.schedule.Schedule;

/**
 * AdaDelta: {@link RmsProp} whose step has the unit of the parameter. The size of the steps so far
 * takes the place of a learning rate.
 *
 * <pre>
 *   s ← ρ·s + (1 − ρ)·g²              running means of the squared gradient
 *   Δ = √(d + ε)/√(s + ε)·g
 *   d ← ρ·d + (1 − ρ)·Δ²              and of the squared step, both 0 at first
 *   θ ← θ − η·Δ                       the paper has η = 1
 *                                                                       [Zeiler 2012, algorithm 1]
 *
 *   If θ is measured in metres, g is in 1/metre and so is √s; √d is in metres and so is Δ.
 *
 *   Rounding. New s: γ₄ times the sum of its absolute terms. With s as stored, either root passes two roundings - half of
 *   the constant's and of the sum's, its own -, then the quotient and the product: fl(Δ) = Δ·(1 + δ), |δ| ≤ γ₆. New d: γ₁₆
 *   times the sum of its absolute terms, twice the six and four of its own. And
 *
 *     |fl(θ′) − θ′| ≤ u·|θ′| + γ₉·|η·Δ|        η, the product, the difference
 *
 *   In OpenCL either root may be off by five more and the quotient by four: γ₂₀, γ₄₄ and γ₂₃.
 * </pre>
 */
public final class AdaDelta extends PerParameter {

  /**
   * The hyper-parameters.
   *
   * @param rate η
   * @param rho ρ, how much of the running means stays at each step
   * @param epsilon ε, what gets the first step going: it is about √(ε/(1 − ρ)) long
   */
  public record Options(Schedule rate, double rho, double epsilon) {
    public Options {
      Require.fraction("rho", rho);
      Require.epsilon(epsilon);
    }

    /** The paper's: η = 1, ρ = 0.95, ε = 10⁻⁶. */
    public Options() {
      this(Schedule.constant(1), 0.95, 1e-6);
    }

    public Options withRate(Schedule rate) {
      return new Options(rate, rho, epsilon);
    }

    public Options withRate(double rate) {
      return withRate(Schedule.constant(rate));
    }

    public Options withRho(double rho) {
      return new Options(rate, rho, epsilon);
    }

    public Options withEpsilon(double epsilon) {
      return new Options(rate, rho, epsilon);
    }
  }

  /**
   * One step in place, all of n elements.
   *
   * <pre>{@code
   * s[i] ← rho·s[i] + (1 − rho)·g[i]²
   * Δ    = √(d[i] + epsilon) / √(s[i] + epsilon)·g[i]
   * d[i] ← rho·d[i] + (1 − rho)·Δ²
   * p[i] ← p[i] − rate·Δ
   * }</pre>
   */
  public interface Kernel<S> {
    void step(S p, S s, S d, S g, int n, double rate, double rho, double epsilon);
  }

  static void reference(
      double[] p,
      double[] s,
      double[] d,
      double[] g,
      int n,
      double rate,
      double rho,
      double epsilon) {
    for (int i = 0; i < n; i++) {
      s[i] = rho * s[i] + (1 - rho) * g[i] * g[i];
      double delta = Math.sqrt(d[i] + epsilon) / Math.sqrt(s[i] + epsilon) * g[i];
      d[i] = rho * d[i] + (1 - rho) * delta * delta;
      p[i] -= rate * delta;
    }
  }

  private final Options options;

  public AdaDelta(Options options) {
    super(options.rate, "mean square", "mean square step");
    this.options = options;
  }

  public AdaDelta(double rate) {
    this(new Options().withRate(rate));
  }

  public Options options() {
    return options;
  }

  @Override
  protected void step(Step step, Object p, List<Object> memory, Object g) {
    Kernel<Object> kernel = step.kernel(Kernel.class);
    kernel.step(
        p, memory.get(0), memory.get(1), g, step.size(), step.rate(), options.rho, options.epsilon);
  }
}
