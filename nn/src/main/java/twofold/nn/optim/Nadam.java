package twofold.nn.optim;

import java.util.List;

/**
 * Nadam: {@link Adam} with Nesterov's look ahead. The mean that makes the step is the one of the
 * next step, as far as it is known: the gradient of now counts more.
 *
 * <pre>
 *   μₜ = β₁·(1 − ½·0.96^(t/250))          momentum grows from ½·β₁ towards β₁ while training goes on
 *   m ← μₜ·m + (1 − μₜ)·g
 *   v ← β₂·v + (1 − β₂)·g²
 *   m̂ = μₜ₊₁·m/(1 − μ₁·…·μₜ₊₁) + (1 − μₜ)·g/(1 − μ₁·…·μₜ)
 *   v̂ = v/(1 − β₂ᵗ)
 *   θ ← θ − η·m̂/(√v̂ + ε)
 *                                                              [Dozat 2016, algorithm 2 and section 3]
 * </pre>
 *
 * The paper's v̂ has one more factor β₂, which makes every step longer by 1/√β₂; here it is Adam's,
 * as is common. The arithmetic, and how it rounds, is in {@link Moments}.
 */
public final class Nadam extends PerParameter {

  /** How fast μ warms up. */
  private static final double WARMING = 0.96;

  /** Steps after which the distance of μ from β₁ has fallen by the factor above. */
  private static final double PERIOD = 250;

  private final Adam.Options options;

  /** μ₁·…·μₜ for t = {@link #known}; a function of t, so no part of the state. */
  private double product = 1;

  private long known;

  /** With the hyper-parameters of Adam. */
  public Nadam(Adam.Options options) {
    super(options.rate(), "mean", "mean square");
    this.options = options;
  }

  public Nadam(double rate) {
    this(new Adam.Options().withRate(rate));
  }

  private double mu(long t) {
    return options.beta1() * (1 - 0.5 * Math.pow(WARMING, t / PERIOD));
  }

  /** μ₁·…·μₜ, multiplied in this order whatever was asked before: always the same bits. */
  private double product(long t) {
    if (t < known) {
      product = 1;
      known = 0;
    }
    while (known < t && product > 0) { // once it has vanished it stays 0, whatever t a file says
      product *= mu(++known);
    }
    return product;
  }

  public Adam.Options options() {
    return options;
  }

  @Override
  protected void step(Step step, Object p, List<Object> memory, Object g) {
    Moments.Kernel<Object> kernel = step.kernel(Moments.Kernel.class);
    long t = step.number();
    double now = mu(t);
    double next = mu(t + 1);
    double product = product(t);
    var c =
        new Moments.Coefficients(
            now,
            options.beta2(),
            1,
            step.rate() * next / (1 - product * next),
            step.rate() * (1 - now) / (1 - product),
            1 / (1 - Math.pow(options.beta2(), t)),
            options.epsilon());
    kernel.step(p, memory.get(0), memory.get(1), g, step.size(), c);
  }
}
