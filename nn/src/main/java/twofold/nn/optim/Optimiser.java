package twofold.nn.optim;

import java.util.List;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
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

  /** Each parameter needs one gradient, of its own shape. */
  static void requireMatching(List<Parameter> parameters, List<Tensor> gradients) {
    if (gradients.size() != parameters.size()) {
      throw new IllegalArgumentException(
          parameters.size() + " parameters need as many gradients, got " + gradients.size());
    }
    for (int k = 0; k < parameters.size(); k++) {
      Shape wanted = parameters.get(k).shape();
      if (!gradients.get(k).shape().equals(wanted)) {
        throw new ShapeException(
            "parameter %s needs a gradient of its shape %s, got %s",
            parameters.get(k).name(), wanted, gradients.get(k).shape());
      }
    }
  }

  /** A rate of learning must be a positive number. */
  static double requireRate(double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("learning rate must be positive and finite, got " + rate);
    }
    return rate;
  }
}
