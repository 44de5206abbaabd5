package twofold.nn.train;

import static twofold.tensor.SoftmaxCrossEntropy.softmaxCrossEntropy;

import twofold.tensor.Tensor;

/** What training makes small: one number from predictions and targets. */
@FunctionalInterface
public interface Objective {

  Tensor of(Tensor predictions, Tensor targets);

  /** For classification from logits: the cross-entropy of each example, averaged over the batch. */
  static Objective crossEntropy() {
    return (logits, targets) -> softmaxCrossEntropy(logits, targets).mean();
  }
}
