package twofold.nn.optim;

import java.util.List;
import java.util.function.UnaryOperator;
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
  private final UnaryOperator<List<Tensor>> clip;

  private ClippedGradients(Optimiser inner, UnaryOperator<List<Tensor>> clip) {
    super(inner);
    this.clip = clip;
  }

  public static ClippedGradients byValue(double limit, Optimiser inner) {
    Require.positive("limit", limit);
    return each(inner, g -> Clip.clip(g, -limit, limit));
  }

  public static ClippedGradients byNorm(double limit, Optimiser inner) {
    Require.positive("limit", limit);
    return each(inner, g -> Clipping.byNorm(g, limit));
  }

  public static ClippedGradients byGlobalNorm(double limit, Optimiser inner) {
    Require.positive("limit", limit);
    return new ClippedGradients(inner, all -> Clipping.byGlobalNorm(all, limit));
  }

  private static ClippedGradients each(Optimiser inner, UnaryOperator<Tensor> clip) {
    return new ClippedGradients(inner, all -> all.stream().map(clip).toList());
  }

  @Override
  public void update(List<Parameter> parameters, List<Tensor> gradients) {
    Optimiser.requireMatching(parameters, gradients);
    // Constants, so that nobody can differentiate through what is overwritten in a moment.
    List<Tensor> constants = gradients.stream().map(Tensor::stopGradient).toList();
    inner.update(parameters, constants.isEmpty() ? constants : clip.apply(constants));
  }
}
