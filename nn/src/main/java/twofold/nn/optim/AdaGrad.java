package twofold.nn.optim;

import java.util.List;
import twofold.nn.schedule.Schedule;

/**
 * AdaGrad: what has seen few gradients moves far, what has seen many moves little. Made for sparse
 * data, where a rare feature must learn all it can from its few examples.
 *
 * <pre>
 *   s ← s + g²                 the sum of all squared gradients, 0 at first
 *   θ ← θ − η·g/(√s + ε)
 *                                                     [Duchi, Hazan & Singer 2011, figure 1, diagonal]
 *
 *   s only grows, so the steps shrink like 1/√t of themselves. For convex losses, with D the largest distance of any
 *   coordinate from its optimum on the way,
 *
 *     Σₜ (fₜ(θₜ) − fₜ(θ*)) ≤ Σᵢ (D²/(2η) + η)·√(Σₜ gₜᵢ²) + ε·n·D²/(2η)                              [ibid., theorem 5]
 *
 *   The paper has ε inside of its matrix H = ε·I + diag(√s), as here.
 * </pre>
 *
 * The arithmetic, and how it rounds, is in {@link RootScale}.
 */
public final class AdaGrad extends PerParameter {

  /**
   * The hyper-parameters.
   *
   * @param rate η
   * @param epsilon ε, keeps the step finite where s is 0
   */
  public record Options(Schedule rate, double epsilon) {
    public Options {
      Require.epsilon(epsilon);
    }

    /** η = 0.01, ε = 10⁻¹⁰. */
    public Options() {
      this(Schedule.constant(0.01), 1e-10);
    }

    public Options withRate(Schedule rate) {
      return new Options(rate, epsilon);
    }

    public Options withRate(double rate) {
      return withRate(Schedule.constant(rate));
    }

    public Options withEpsilon(double epsilon) {
      return new Options(rate, epsilon);
    }
  }

  private final Options options;

  public AdaGrad(Options options) {
    super(options.rate, "sum of squares");
    this.options = options;
  }

  public AdaGrad(double rate) {
    this(new Options().withRate(rate));
  }

  public Options options() {
    return options;
  }

  @Override
  protected void step(Step step, Object p, List<Object> memory, Object g) {
    RootScale.Kernel<Object> kernel = step.kernel(RootScale.Kernel.class);
    var c = new RootScale.Coefficients(1, 1, step.rate(), options.epsilon);
    kernel.step(p, memory.get(0), g, step.size(), c);
  }
}
