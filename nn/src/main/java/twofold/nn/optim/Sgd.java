package twofold.nn.optim;

import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Stochastic gradient descent: a step against the gradient of one batch.
 *
 * <pre>
 *   θ ← θ − η·g                η: the learning rate
 *
 *   Rounding. |fl(θ′) − θ′| ≤ u·|θ′| + γ₃·|η·g|: the step passes three roundings - η itself, the product, the
 *   difference - and θ the last of them, which counts against the result.
 *                                                                       [Robbins & Monro 1951]
 * </pre>
 *
 * @param rate η
 */
public record Sgd(double rate) implements Optimiser {

  public Sgd {
    Optimiser.requireRate(rate);
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

  @Override
  public void update(List<Parameter> parameters, List<Tensor> gradients) {
    Optimiser.requireMatching(parameters, gradients);
    for (int k = 0; k < parameters.size(); k++) {
      Tensor gradient = gradients.get(k).dense();
      Kernel<Object> kernel = Device.of(parameters.get(k).value(), gradient).kernel(Kernel.class);
      parameters.get(k).overwrite(p -> kernel.step(p, gradient.storage(), gradient.size(), rate));
    }
  }
}
