package twofold.nn.optim;

import java.util.List;
import twofold.nn.schedule.Schedule;

/**
 * Nesterov's accelerated gradient: momentum that looks where the velocity is about to take it, and
 * measures the slope there.
 *
 * <pre>
 *   v ← μ·v − η·∇f(θ + μ·v)                                        [Nesterov 1983; Sutskever et al. 2013, eq. 3]
 *   θ ← θ + v
 *
 *   A training step measures gradients at the parameters it is given. So what is kept as parameters is the place ahead,
 *   φ = θ + μ·v. From φ′ = θ′ + μ·v′ = (φ − μ·v) + v′ + μ·v′ and v′ − μ·v = −η·g:
 *
 *   v ← μ·v − η·g               g = ∇f(φ)
 *   φ ← φ + μ·v − η·g
 *
 *   On a convex f with slopes that change by at most L per unit, curved by at least L/κ everywhere, η = 1/L and
 *   μ = (√κ − 1)/(√κ + 1):    f(θₜ) − f* ≤ (1 − 1/√κ)ᵗ·(f(θ₀) − f* + L/(2κ)·‖θ₀ − θ*‖²)     [Nesterov 2004, th. 2.2.3]
 * </pre>
 *
 * As v goes to 0 at the minimum, φ and θ end up at the same place. The arithmetic, and how it
 * rounds, is in {@link Velocity}.
 */
public final class Nesterov extends PerParameter {

  /**
   * The hyper-parameters.
   *
   * @param rate η
   * @param momentum μ, how much of the velocity stays at each step
   */
  public record Options(Schedule rate, double momentum) {
    public Options {
      Require.fraction("momentum", momentum);
    }

    /** η = 0.01, μ = 0.9. */
    public Options() {
      this(Schedule.constant(0.01), 0.9);
    }

    public Options withRate(Schedule rate) {
      return new Options(rate, momentum);
    }

    public Options withRate(double rate) {
      return withRate(Schedule.constant(rate));
    }

    public Options withMomentum(double momentum) {
      return new Options(rate, momentum);
    }
  }

  private final Options options;

  public Nesterov(Options options) {
    super(options.rate, "velocity");
    this.options = options;
  }

  public Nesterov(double rate) {
    this(new Options().withRate(rate));
  }

  public Options options() {
    return options;
  }

  @Override
  protected void step(Step step, Object p, List<Object> memory, Object g) {
    Velocity.Kernel<Object> kernel = step.kernel(Velocity.Kernel.class);
    double mu = options.momentum;
    var c = new Velocity.Coefficients(mu, step.rate(), mu, step.rate());
    kernel.step(p, memory.get(0), g, step.size(), c);
  }
}
