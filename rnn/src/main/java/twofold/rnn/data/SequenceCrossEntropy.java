package twofold.rnn.data;

import static twofold.nn.loss.CategoricalCrossEntropy.sparseCrossEntropyFromLogits;
import static twofold.tensor.Where.where;

import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Cross-entropy of sequences: how surprised a model is by each token, in nats.
 *
 * <pre>
 *   lᵢₜ = −ln softmax(zᵢₜ)_c        c = cᵢₜ, the token wanted at step t of sequence i
 *
 *   perSequence   Lᵢ = Σₜ lᵢₜ             = −ln P(cᵢ₁ … cᵢ_T), by the chain rule
 *   perToken      Lᵢ = 1/nᵢ·Σₜ lᵢₜ        nᵢ how many tokens count; its exponential is the perplexity
 *
 *   z: (batch, time, classes)     c: (batch, time), whole numbers from 0     L: (batch)
 * </pre>
 *
 * <p>Where the token wanted is the padding nothing is wanted: such places do not count, and no
 * gradient comes from them. With padding, {@code perToken} lets every sequence weigh the same and
 * {@code perSequence} every token.
 *
 * <p>If the logits are those of a {@link twofold.rnn.decode.LanguageModel}, {@code perSequence} is
 * minus its {@code logProbability}: what training makes small is what decoding makes large.
 * [Shannon, Prediction and Entropy of Printed English, 1951]
 */
public final class SequenceCrossEntropy {
  /** No token is padding. */
  private static final int NONE = -1;

  private SequenceCrossEntropy() {}

  /** The mean over the steps. */
  public static Tensor perToken(Tensor logits, Tensor labels) {
    return perToken(logits, labels, NONE);
  }

  /** The mean over the steps whose label is not the padding; each sequence must have one. */
  public static Tensor perToken(Tensor logits, Tensor labels, int padding) {
    Tensor sum = perSequence(logits, labels, padding);
    return sum.divide(counted(labels, padding).sum(1));
  }

  /** The sum over the steps. */
  public static Tensor perSequence(Tensor logits, Tensor labels) {
    return perSequence(logits, labels, NONE);
  }

  /** The sum over the steps whose label is not the padding. */
  public static Tensor perSequence(Tensor logits, Tensor labels, int padding) {
    requireSteps("the cross-entropy of sequences", logits, labels);
    int steps = labels.size();
    Tensor surprise =
        sparseCrossEntropyFromLogits(logits.reshape(steps, logits.dim(2)), labels.reshape(steps))
            .reshape(labels.shape());
    return where(counted(labels, padding), surprise, labels.device().scalar(0)).sum(1);
  }

  /** 1 where a token is wanted, 0 for padding. */
  private static Tensor counted(Tensor labels, int padding) {
    double[] numbers = labels.toArray();
    int time = labels.dim(1);
    for (int i = 0; i < labels.dim(0); i++) {
      boolean isEmpty = true;
      for (int t = i * time; t < (i + 1) * time; t++) {
        numbers[t] = numbers[t] == padding ? 0 : 1;
        isEmpty &= numbers[t] == 0;
      }
      if (isEmpty) {
        throw new IllegalArgumentException(
            "each sequence must have a token that counts, got none in sequence " + i);
      }
    }
    return labels.device().tensor(labels.shape(), numbers);
  }

  static void requireSteps(String what, Tensor logits, Tensor labels) {
    if (logits.rank() != 3 || !labels.shape().equals(new Shape(logits.dim(0), logits.dim(1)))) {
      throw new ShapeException(
          "%s needs logits (batch, time, classes) and labels (batch, time), got %s and %s",
          what, logits.shape(), labels.shape());
    }
  }
}
