package twofold.nn.optim;

import java.util.List;
import twofold.nn.schedule.Schedule;

/**
 * AdamW: {@link Adam} with weights that decay by themselves, not through the gradient.
 *
 * <pre>
 *   θ ← θ − η·m̂/(√v̂ + ε) − η·λ·θ                               [Loshchilov & Hutter 2019, algorithm 2]
 *       (the θ on the right is the old one everywhere; the paper's α·ηₜ is this η, its λ is α·λ here)
 *
 *   Against large weights one can add ½·λ·‖θ‖² to the loss (L2 regularisation), whose gradient is λ·θ. For plain gradient
 *   descent that is the same as decay:
 *
 *     θ − η·(g + λ·θ) = (1 − η·λ)·θ − η·g
 *
 *   For Adam it is not: λ·θ goes into m and v with g and is divided by √v̂. So weights with large gradients would hardly
 *   decay at all, and with g = 0 the step would be η long whatever λ. Here every weight decays at the same rate, and λ can
 *   be chosen without looking at the gradients.
 * </pre>
 *
 * The arithmetic, and how it rounds, is in {@link Moments}.
 */
public final class AdamW extends PerParameter {

  /**
   * The hyper-parameters.
   *
   * @param adam those of Adam, η among them
   * @param decay λ; 0 is Adam
   */
  public record Options(Adam.Options adam, double decay) {
    public Options {
      Require.notNegative("decay", decay);
    }

    /** Adam's, and λ = 0.01. */
    public Options() {
      this(new Adam.Options(), 0.01);
    }

    public Options withAdam(Adam.Options adam) {
      return new Options(adam, decay);
    }

    public Options withRate(Schedule rate) {
      return withAdam(adam.withRate(rate));
    }

    public Options withRate(double rate) {
      return withAdam(adam.withRate(rate));
    }

    public Options withDecay(double decay) {
      return new Options(adam, decay);
    }
  }

  private final Options options;

  public AdamW(Options options) {
    super(options.adam.rate(), "mean", "mean square");
    this.options = options;
  }

  public AdamW(double rate) {
    this(new Options().withRate(rate));
  }

  public Options options() {
    return options;
  }

  @Override
  protected void step(Step step, Object p, List<Object> memory, Object g) {
    Moments.Kernel<Object> kernel = step.kernel(Moments.Kernel.class);
    var c = Adam.coefficients(step, options.adam, 1 - step.rate() * options.decay);
    kernel.step(p, memory.get(0), memory.get(1), g, step.size(), c);
  }
}
