package twofold.rnn.data;

import twofold.nn.metric.Answers;
import twofold.nn.metric.Mean;
import twofold.nn.metric.Metric;
import twofold.tensor.Tensor;

/**
 * How much of sequences is right.
 *
 * <pre>
 *   token accuracy   of each sequence, the part of its tokens that are the most probable ones
 *   exact match      1 if all are, or else 0
 *
 *   logits (batch, time, classes), labels (batch, time), as for {@link SequenceCrossEntropy}
 * </pre>
 *
 * <p>In training each step is told the right token before it. An exact match is nevertheless just
 * what greedy decoding would have found without being told: as long as all tokens were right, what
 * it would have read is what it was told. Token accuracy has no such meaning, since after a first
 * mistake it would have read something else.
 */
public final class SequenceAccuracy {
  private SequenceAccuracy() {}

  /**
   * "tokenAccuracy".
   *
   * @param padding the label of places that do not count, or −1
   */
  public static Metric perToken(int padding) {
    return Mean.ofLoss("tokenAccuracy", (logits, labels) -> right(logits, labels, padding, false));
  }

  /** "exactMatch". */
  public static Metric exactMatch(int padding) {
    return Mean.ofLoss("exactMatch", (logits, labels) -> right(logits, labels, padding, true));
  }

  private static Tensor right(Tensor logits, Tensor labels, int padding, boolean isWhole) {
    SequenceCrossEntropy.requireSteps("the accuracy of sequences", logits, labels);
    double[] said = logits.toArray();
    double[] wanted = labels.toArray();
    int classes = logits.dim(2);
    int time = labels.dim(1);
    double[] parts = new double[labels.dim(0)];
    for (int i = 0; i < parts.length; i++) {
      int count = 0;
      int right = 0;
      for (int t = i * time; t < (i + 1) * time; t++) {
        if (wanted[t] != padding) {
          count++;
          right += Answers.largest(said, t * classes, classes) == wanted[t] ? 1 : 0;
        }
      }
      parts[i] = isWhole ? (right == count ? 1 : 0) : (double) right / count;
    }
    return labels.device().vector(parts);
  }
}
