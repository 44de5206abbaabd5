package twofold.nn.train;

import java.util.List;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * What training makes small: one number from all outputs of a network and what was wanted of each.
 *
 * <pre>
 *   L = Σₖ wₖ·Lₖ(yₖ, tₖ)          an objective for each output k, and how much it counts
 * </pre>
 *
 * An {@link Objective} is the goal of a network with one output.
 */
@FunctionalInterface
public interface Goal {

  Tensor of(List<Tensor> predictions, List<Tensor> targets);

  /**
   * What {@link #of} adds up, one after the other: the wₖ·Lₖ where each output has an objective of
   * its own, else the whole.
   */
  default List<Tensor> terms(List<Tensor> predictions, List<Tensor> targets) {
    return List.of(of(predictions, targets));
  }

  /**
   * An objective for each output, in their order, added: {@code Goal.sum(Objective.crossEntropy(),
   * Objective.mean(SquaredError::squaredError).times(0.1))}.
   */
  static Goal sum(Objective... objectives) {
    if (objectives.length == 0) {
      throw new IllegalArgumentException("a goal needs at least one objective, got none");
    }
    return new Several(List.of(objectives));
  }

  /** For goals of so many outputs. */
  static void requireAsMany(int outputs, List<Tensor> predictions, List<Tensor> targets) {
    if (predictions.size() != outputs || targets.size() != outputs) {
      throw new ShapeException(
          "%d objectives need as many outputs and targets, got %d outputs and %d targets",
          outputs, predictions.size(), targets.size());
    }
  }
}
