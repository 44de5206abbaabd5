package twofold.nn.loss;

import static twofold.tensor.Abs.abs;
import static twofold.tensor.Square.square;

import java.util.List;
import java.util.function.UnaryOperator;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * What large weights cost, whatever the data are: added to the loss it keeps a model simple.
 *
 * <pre>
 *   l1   λ·Σ|w|          slope λ·sign(w): all shrink alike, and many end at 0
 *                                                                                 [Tibshirani 1996]
 *   l2   λ·Σ w²          slope 2λ·w: the larger shrink more
 *                                                                            [Hoerl & Kennard 1970]
 *
 *   With gradient descent, l2 is weight decay: w ← (1 − 2ηλ)·w − η·∂L/∂w.
 * </pre>
 */
public final class Penalty {
  private Penalty() {}

  public static Tensor l1(List<Parameter> parameters, double lambda) {
    return sum(parameters, lambda, x -> abs(x));
  }

  public static Tensor l2(List<Parameter> parameters, double lambda) {
    return sum(parameters, lambda, x -> square(x));
  }

  private static Tensor sum(List<Parameter> parameters, double lambda, UnaryOperator<Tensor> cost) {
    if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "lambda of a penalty must be 0 or more and finite, got " + lambda);
    }
    return parameters.stream()
        .map(parameter -> cost.apply(parameter.value()).sum())
        .reduce(Tensor::add)
        .orElseThrow(
            () -> new IllegalArgumentException("a penalty needs at least one parameter, got none"))
        .multiply(lambda);
  }
}
