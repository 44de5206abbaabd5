package twofold.nn.optim;

import java.util.List;
import twofold.nn.schedule.Schedule;

/**
 * Stochastic gradient descent: a step against the gradient of one batch.
 *
 * <pre>
 *   θ ← θ − η·g                η: the learning rate
 *
 *   On a quadratic with the eigenvalues λ every step multiplies the distance to the minimum, along each eigenvector,
 *   by 1 − η·λ: it converges for η &lt; 2/λmax, as fast as max |1 − η·λ| allows.
 *
 *   Rounding. |fl(θ′) − θ′| ≤ u·|θ′| + γ₃·|η·g|: the step passes three roundings - η itself, the product, the
 *   difference - and θ the last of them, which counts against the result.
 *                                                                       [Robbins & Monro 1951]
 * </pre>
 */
public final class Sgd extends PerParameter {

  /**
   * The hyper-parameter.
   *
   * @param rate η
   */
  public record Options(Schedule rate) {

    /** η = 0.01. */
    public Options() {
      this(Schedule.constant(0.01));
    }

    public Options withRate(Schedule rate) {
      return new Options(rate);
    }

    public Options withRate(double rate) {
      return withRate(Schedule.constant(rate));
    }
  }

  /** {@code p[i] ← p[i] − rate·g[i]}. */
  public interface Kernel<S> {
    void step(S p, S g, int n, double rate);
  }

  static void reference(double[] p, double[] g, int n, double rate) {
    for (int i = 0; i < n; i++) {
      p[i] -= rate * g[i];
    }
  }

  private final Options options;

  public Sgd(Options options) {
    super(options.rate);
    this.options = options;
  }

  public Sgd(double rate) {
    this(new Options().withRate(rate));
  }

  public Options options() {
    return options;
  }

  @Override
  protected void step(Step step, Object p, List<Object> memory, Object g) {
    Kernel<Object> kernel = step.kernel(Kernel.class);
    kernel.step(p, g, step.size(), step.rate());
  }
}
