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
   * An objective for each output, in their order, added: {@code Goal.sum(Objective.crossEntropy(),
   * Objective.mean(SquaredError::squaredError).times(0.1))}.
   */
  static Goal sum(Objective... objectives) {
    if (objectives.length == 0) {
      throw new IllegalArgumentException("a goal needs at least one objective, got none");
    }
    List<Objective> parts = List.of(objectives);
    return (predictions, targets) -> {
      requireAsMany(parts.size(), predictions, targets);
      Tensor loss = null;
      for (int k = 0; k < parts.size(); k++) {
        Tensor part = parts.get(k).of(predictions.get(k), targets.get(k));
        loss = loss == null ? part : loss.add(part);
      }
      return loss;
    };
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
