package twofold.nn.loss;

import static twofold.tensor.Abs.abs;

import twofold.tensor.Tensor;

/**
 * Mean absolute error: what makes the median of the targets the best prediction, so that a few wild
 * ones hardly matter.
 *
 * <pre>
 *   Lᵢ = mean over j of |yᵢⱼ − tᵢⱼ|             slope sign(yᵢⱼ − tᵢⱼ)/n, 0 where they are equal
 * </pre>
 */
public final class AbsoluteError {
  private AbsoluteError() {}

  public static Tensor absoluteError(Tensor predictions, Tensor targets) {
    Rowwise.requireSame("absoluteError", predictions, targets);
    return Rowwise.mean(abs(predictions.subtract(targets)));
  }
}
