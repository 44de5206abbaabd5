package twofold.nn.optim;

import java.util.List;
import twofold.nn.schedule.Schedule;

/**
 * RMSProp: {@link AdaGrad} that forgets, so that its steps do not die out when the landscape
 * changes.
 *
 * <pre>
 *   s ← ρ·s + (1 − ρ)·g²       a running mean of the squared gradient, 0 at first
 *   θ ← θ − η·g/(√s + ε)
 *                                                              [Tieleman & Hinton 2012, lecture 6.5]
 *
 *   As s ≥ (1 − ρ)·g², no step is longer than η/√(1 − ρ). The first one is as long as that: s starts too small, and
 *   nobody corrects it as {@link Adam} does.
 * </pre>
 *
 * The lecture has no ε, which only matters where s is 0. The arithmetic, and how it rounds, is in
 * {@link RootScale}.
 */
public final class RmsProp extends PerParameter {

  /**
   * The hyper-parameters.
   *
   * @param rate η
   * @param rho ρ, how much of the running mean stays at each step
   * @param epsilon ε, keeps the step finite where s is 0
   */
  public record Options(Schedule rate, double rho, double epsilon) {
    public Options {
      Require.fraction("rho", rho);
      Require.epsilon(epsilon);
    }

    /** η = 0.001, ρ = 0.9, ε = 10⁻⁸. */
    public Options() {
      this(Schedule.constant(0.001), 0.9, 1e-8);
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

  private final Options options;

  public RmsProp(Options options) {
    super(options.rate, "mean square");
    this.options = options;
  }

  public RmsProp(double rate) {
    this(new Options().withRate(rate));
  }

  public Options options() {
    return options;
  }

  @Override
  protected void step(Step step, Object p, List<Object> memory, Object g) {
    RootScale.Kernel<Object> kernel = step.kernel(RootScale.Kernel.class);
    double rho = options.rho;
    var c = new RootScale.Coefficients(rho, 1 - rho, step.rate(), options.epsilon);
    kernel.step(p, memory.get(0), g, step.size(), c);
  }
}
