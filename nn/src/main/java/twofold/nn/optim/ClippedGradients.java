package twofold.nn.optim;

import java.util.List;
import twofold.tensor.Clip;
import twofold.tensor.Clipping;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Shortens gradients before an optimiser sees them, so that one bad batch cannot throw everything
 * away.
 *
 * <pre>
 *   by value         gᵢ ← min(max(gᵢ, −c), c)           each number; the direction changes
 *   by norm          g ← g·min(1, c/‖g‖)                each parameter's gradient keeps its direction
 *   by global norm   the same with the norm of all gradients together: the whole step keeps its direction
 *                                                                     [Pascanu, Mikolov & Bengio 2013]
 * </pre>
 *
 * How the norms round is in {@link Clipping}. Rules that divide by the size of the gradients, Adam
 * say, are hardly changed by a c that acts at every step, but they are by one that acts seldom.
 */
public final class ClippedGradients extends Around {
  private final By by;
  private final double limit;

  /** What is not to exceed the limit. */
  public enum By {
    VALUE,
    NORM,
    GLOBAL_NORM
  }

  /**
   * @param limit c
   */
  public ClippedGradients(By by, double limit, Optimiser inner) {
    super(inner);
    this.by = by;
    this.limit = Require.positive("limit", limit);
  }

  public static ClippedGradients byValue(double limit, Optimiser inner) {
    return new ClippedGradients(By.VALUE, limit, inner);
  }

  public static ClippedGradients byNorm(double limit, Optimiser inner) {
    return new ClippedGradients(By.NORM, limit, inner);
  }

  public static ClippedGradients byGlobalNorm(double limit, Optimiser inner) {
    return new ClippedGradients(By.GLOBAL_NORM, limit, inner);
  }

  public By by() {
    return by;
  }

  public double limit() {
    return limit;
  }

  private List<Tensor> clip(List<Tensor> gradients) {
    return switch (by) {
      case VALUE -> gradients.stream().map(g -> Clip.clip(g, -limit, limit)).toList();
      case NORM -> gradients.stream().map(g -> Clipping.byNorm(g, limit)).toList();
      case GLOBAL_NORM -> Clipping.byGlobalNorm(gradients, limit);
    };
  }

  @Override
  public void update(List<Parameter> parameters, List<Tensor> gradients) {
    Optimiser.requireMatching(parameters, gradients);
    // Constants, so that nobody can differentiate through what is overwritten in a moment.
    List<Tensor> constants = gradients.stream().map(Tensor::stopGradient).toList();
    inner.update(parameters, constants.isEmpty() ? constants : clip(constants));
  }
}
