package twofold.nn.optim;

import java.util.List;
import twofold.nn.schedule.Schedule;

/**
 * Adam: steps of about the same size for every parameter, whatever the size of its gradients.
 *
 * <pre>
 *   m ← β₁·m + (1 − β₁)·g                  a running mean of the gradient
 *   v ← β₂·v + (1 − β₂)·g²                 and of its square
 *   m̂ = m/(1 − β₁ᵗ)    v̂ = v/(1 − β₂ᵗ)      both started at 0: after t steps they are too small by these factors
 *   θ ← θ − η·m̂/(√v̂ + ε)
 *                                                              [Kingma & Ba 2015, algorithm 1]
 * </pre>
 *
 * The arithmetic, and how it rounds, is in {@link Moments}.
 */
public final class Adam extends PerParameter {

  /**
   * The hyper-parameters, with the paper's defaults.
   *
   * @param rate η
   * @param beta1 β₁, how much of the running mean stays at each step
   * @param beta2 β₂, the same for the squares
   * @param epsilon ε, keeps the step finite where v is 0
   */
  public record Options(Schedule rate, double beta1, double beta2, double epsilon) {
    public Options {
      Require.fraction("beta1", beta1);
      Require.fraction("beta2", beta2);
      Require.epsilon(epsilon);
    }

    /** η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. */
    public Options() {
      this(Schedule.constant(0.001), 0.9, 0.999, 1e-8);
    }

    public Options withRate(Schedule rate) {
      return new Options(rate, beta1, beta2, epsilon);
    }

    public Options withRate(double rate) {
      return withRate(Schedule.constant(rate));
    }

    public Options withBeta1(double beta1) {
      return new Options(rate, beta1, beta2, epsilon);
    }

    public Options withBeta2(double beta2) {
      return new Options(rate, beta1, beta2, epsilon);
    }

    public Options withEpsilon(double epsilon) {
      return new Options(rate, beta1, beta2, epsilon);
    }
  }

  private final Options options;

  public Adam(Options options) {
    super(options.rate, "mean", "mean square");
    this.options = options;
  }

  public Adam(double rate) {
    this(new Options().withRate(rate));
  }

  public Options options() {
    return options;
  }

  @Override
  protected void step(Step step, Object p, List<Object> memory, Object g) {
    Moments.Kernel<Object> kernel = step.kernel(Moments.Kernel.class);
    var c = coefficients(step, options, 1);
    kernel.step(p, memory.get(0), memory.get(1), g, step.size(), c);
  }

  /** Those of this rule, and with k ≠ 1 of {@link AdamW}. */
  static Moments.Coefficients coefficients(Step step, Options options, double keep) {
    double correction1 = 1 - Math.pow(options.beta1, step.number());
    double correction2 = 1 - Math.pow(options.beta2, step.number());
    return new Moments.Coefficients(
        options.beta1,
        options.beta2,
        keep,
        step.rate() / correction1,
        0,
        1 / correction2,
        options.epsilon);
  }
}
