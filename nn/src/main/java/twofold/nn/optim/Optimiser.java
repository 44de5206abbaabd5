package twofold.nn.optim;

import java.util.List;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Moves parameters a step downhill. One optimiser serves one set of parameters, always given in the
 * same order.
 */
public interface Optimiser {

  /**
   * Overwrites each parameter.
   *
   * @param gradients ∂L/∂parameter, in the order of the parameters
   */
  void update(List<Parameter> parameters, List<Tensor> gradients);

  /** A rate of learning must be a positive number. */
  static double requireRate(double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("learning rate must be positive and finite, got " + rate);
    }
    return rate;
  }
}
