package twofold.nn.train;

import static twofold.tensor.SoftmaxCrossEntropy.softmaxCrossEntropy;

import java.util.List;
import java.util.function.Supplier;
import twofold.nn.loss.Loss;
import twofold.tensor.Tensor;

/**
 * What training makes small, of a network with one output: one number from predictions and targets.
 * Of several outputs, a {@link Goal} adds the objectives up.
 */
@FunctionalInterface
public interface Objective extends Goal {

  Tensor of(Tensor predictions, Tensor targets);

  /** The same, for those who do not know that there is only one of each. */
  @Override
  default Tensor of(List<Tensor> predictions, List<Tensor> targets) {
    Goal.requireAsMany(1, predictions, targets);
    return of(predictions.get(0), targets.get(0));
  }

  /** For classification from logits: the cross-entropy of each example, averaged over the batch. */
  static Objective crossEntropy() {
    return (logits, targets) -> softmaxCrossEntropy(logits, targets).mean();
  }

  /** A loss, averaged over the batch. */
  static Objective mean(Loss loss) {
    return (predictions, targets) -> loss.of(predictions, targets, Loss.Reduction.MEAN);
  }

  /** A loss, summed over the batch: then the size of a step grows with it. */
  static Objective sum(Loss loss) {
    return (predictions, targets) -> loss.of(predictions, targets, Loss.Reduction.SUM);
  }

  /**
   * This and something that does not depend on the data: {@code plus(() ->
   * Penalty.l2(model.parameters(), 1e-4))}.
   */
  default Objective plus(Supplier<Tensor> penalty) {
    return (predictions, targets) -> of(predictions, targets).add(penalty.get());
  }

  /** This, counted so much: {@code w·L}. */
  default Objective times(double weight) {
    return (predictions, targets) -> of(predictions, targets).multiply(weight);
  }
}
