package twofold.nn.optim;

import java.util.List;
import twofold.nn.schedule.Schedule;

/**
 * Momentum: a heavy ball rolls downhill. Across a valley its pushes cancel, along it they add up.
 *
 * <pre>
 *   v ← μ·v − η·g              the velocity, 0 at first
 *   θ ← θ + v
 *                                                                  [Polyak 1964, eq. 9]
 *
 *   A constant gradient speeds it up to v = −η·g/(1 − μ): with μ = 0.9 ten times as far as without.
 *
 *   On a quadratic with eigenvalues from λ to κ·λ the best constant rate and μ = ρ² shrink the distance by
 *   ρ = (√κ − 1)/(√κ + 1) a step, where plain descent gets no further than (κ − 1)/(κ + 1).
 * </pre>
 *
 * The arithmetic, and how it rounds, is in {@link Velocity}.
 */
public final class Momentum extends PerParameter {

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

  public Momentum(Options options) {
    super(options.rate, "velocity");
    this.options = options;
  }

  public Momentum(double rate) {
    this(new Options().withRate(rate));
  }

  public Options options() {
    return options;
  }

  @Override
  protected void step(Step step, Object p, List<Object> memory, Object g) {
    Velocity.Kernel<Object> kernel = step.kernel(Velocity.Kernel.class);
    var c = new Velocity.Coefficients(options.momentum, step.rate(), 1, 0);
    kernel.step(p, memory.get(0), g, step.size(), c);
  }
}
