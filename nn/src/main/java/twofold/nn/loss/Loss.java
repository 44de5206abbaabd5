package twofold.nn.loss;

import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * How bad predictions are, example by example.
 *
 * <pre>
 *   L = loss(predictions, targets)          L: (batch), one number for each example
 *
 *   Of these, {@link Reduction} makes what training makes small. With weights wᵢ ≥ 0
 *     sum   Σ wᵢ·Lᵢ
 *     mean  Σ wᵢ·Lᵢ / Σ wᵢ          an example of weight 2 counts as if it were there twice
 * </pre>
 *
 * Every loss is a static method of its lesson, so {@code SquaredError::squaredError} is one; those
 * with settings are lambdas around it.
 */
@FunctionalInterface
public interface Loss {

  /** One number for each example; both arguments count the examples along their first axis. */
  Tensor of(Tensor predictions, Tensor targets);

  /** What is made of the losses of a batch. */
  enum Reduction {
    /** The losses as they are: (batch). */
    NONE,
    SUM,
    MEAN
  }

  default Tensor of(Tensor predictions, Tensor targets, Reduction reduction) {
    Tensor losses = of(predictions, targets);
    return switch (reduction) {
      case NONE -> losses;
      case SUM -> losses.sum();
      case MEAN -> losses.mean();
    };
  }

  /**
   * The same with a weight for each example.
   *
   * @param weights (batch), not negative, not all 0
   */
  default Tensor of(Tensor predictions, Tensor targets, Tensor weights, Reduction reduction) {
    Tensor losses = of(predictions, targets);
    if (!weights.shape().equals(losses.shape())) {
      throw new ShapeException(
          "sample weights need the shape %s of the losses, got %s",
          losses.shape(), weights.shape());
    }
    Tensor weighted = losses.multiply(weights);
    return switch (reduction) {
      case NONE -> weighted;
      case SUM -> weighted.sum();
      case MEAN -> weighted.sum().divide(weights.sum());
    };
  }
}
