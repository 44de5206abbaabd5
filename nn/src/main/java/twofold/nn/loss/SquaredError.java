package twofold.nn.loss;

import static twofold.tensor.Square.square;

import twofold.tensor.Tensor;

/**
 * Mean squared error: what makes the mean of the targets the best prediction.
 *
 * <pre>
 *   Lᵢ = mean over j of (yᵢⱼ − tᵢⱼ)²            slope 2·(yᵢⱼ − tᵢⱼ)/n
 *
 *   The negative logarithm of a normal density with fixed variance, up to constants.
 *                                                                                      [Gauss 1809]
 * </pre>
 */
public final class SquaredError {
  private SquaredError() {}

  public static Tensor squaredError(Tensor predictions, Tensor targets) {
    Rowwise.requireSame("squaredError", predictions, targets);
    return Rowwise.mean(square(predictions.subtract(targets)));
  }
}
