package twofold.nn.optim;

import java.util.List;
import java.util.Map;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Moves parameters a step downhill. One optimiser serves one set of parameters, always given in the
 * same order.
 *
 * <p>The rules - {@link Sgd}, {@link Adam} and their relatives - are {@link PerParameter}. Around
 * any of them can be put what changes the gradients before ({@link ClippedGradients}) or the
 * parameters after ({@link MaxNorm}), or what watches them ({@link AveragedWeights}); the result is
 * an optimiser again.
 */
public interface Optimiser {

  /**
   * Overwrites each parameter.
   *
   * @param gradients ∂L/∂parameter, in the order of the parameters
   */
  void update(List<Parameter> parameters, List<Tensor> gradients);

  /**
   * One step down the slope of a loss, whatever it was computed from.
   *
   * @param loss a single number
   */
  default void descend(List<Parameter> parameters, Tensor loss) {
    List<Tensor> values = parameters.stream().map(Parameter::value).toList();
    update(parameters, Gradients.of(loss, values));
  }

  /**
   * Everything it remembers, by name, always in the same order: a snapshot. A new optimiser with
   * the same options that {@linkplain #restore restores} it goes on to the bit as if it had never
   * been stopped, given the same parameters.
   */
  Map<String, Tensor> state();

  /** Forgets everything and goes on from where {@link #state} was asked. */
  void restore(Map<String, Tensor> state);

  /** Is told the loss on held-out examples after each epoch, and tells its schedule. */
  default void observe(double loss) {}

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
}
