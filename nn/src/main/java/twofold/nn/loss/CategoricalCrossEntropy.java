package twofold.nn.loss;

import static twofold.nn.activation.LogSoftmax.logSoftmax;
import static twofold.tensor.Gather.takeAlongAxis;
import static twofold.tensor.Indices.indices;

import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.SoftmaxCrossEntropy;
import twofold.tensor.Tensor;

/**
 * Cross-entropy of one answer out of several classes, in three forms.
 *
 * <pre>
 *   Lᵢ = −Σⱼ tᵢⱼ·ln pᵢⱼ               from probabilities p: 0·ln 0 counts as 0,
 *                                     to be certain of a wrong class costs ∞
 *   Lᵢ = −Σⱼ tᵢⱼ·ln softmax(zᵢ)ⱼ      from logits z: always finite, {@link SoftmaxCrossEntropy}
 *   Lᵢ = −ln softmax(zᵢ)_c            from logits and the number c of the right class ("sparse")
 *
 *   p, z, t: (batch, classes)     c: (batch), whole numbers from 0
 *
 *   H(t, p) = H(t) + KL(t ‖ p): with the targets given, it is small just where p is near t.
 *                                                                                    [Shannon 1948]
 * </pre>
 */
public final class CategoricalCrossEntropy {
  private CategoricalCrossEntropy() {}

  /** From probabilities, each row of which should sum to 1. */
  public static Tensor crossEntropy(Tensor probabilities, Tensor targets) {
    Rowwise.requireRows("crossEntropy", probabilities, targets);
    return Rowwise.timesLog(targets, probabilities).sum(1).negate();
  }

  /** From logits. */
  public static Tensor crossEntropyFromLogits(Tensor logits, Tensor targets) {
    return SoftmaxCrossEntropy.softmaxCrossEntropy(logits, targets);
  }

  /** From logits and the numbers of the right classes. */
  public static Tensor sparseCrossEntropyFromLogits(Tensor logits, Tensor labels) {
    if (logits.rank() != 2 || !labels.shape().equals(new Shape(logits.dim(0)))) {
      throw new ShapeException(
          "sparseCrossEntropyFromLogits needs logits (batch, classes) and labels (batch),"
              + " got %s and %s",
          logits.shape(), labels.shape());
    }
    Tensor column = labels.reshape(labels.size(), 1);
    return takeAlongAxis(logSoftmax(logits), indices(column), 1).reshape(-1).negate();
  }
}
