package twofold.nn.metric;

import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * What a model said about a batch of examples, and what was wanted: numbers to count with.
 *
 * <pre>
 *   predictions   (batch, classes)   the larger, the more likely: logits or probabilities
 *                 (batch, 1)         the logit of a yes, class 1: above 0 for yes
 *   targets       of the same shape, with the wanted class the largest; or (batch), the wanted classes' numbers
 * </pre>
 *
 * Metrics that do not care for classes read the tensors themselves.
 */
public final class Answers {
  /** Not the number of a class: no guess is right. */
  public static final int NONE = -1;

  private final Tensor predictions;
  private final Tensor targets;
  private final int count;
  private double[] said;
  private double[] meant;

  public Answers(Tensor predictions, Tensor targets) {
    if (predictions.rank() == 0 || targets.rank() == 0 || predictions.dim(0) != targets.dim(0)) {
      throw new ShapeException(
          "metrics need as many targets as predictions, got shapes %s and %s",
          targets.shape(), predictions.shape());
    }
    this.predictions = predictions;
    this.targets = targets;
    this.count = predictions.dim(0);
  }

  /** How many examples. */
  public int count() {
    return count;
  }

  public Tensor predictions() {
    return predictions;
  }

  public Tensor targets() {
    return targets;
  }

  /** How many classes there are; a single logit decides between two. */
  public int classes() {
    return Math.max(2, columns());
  }

  /** Numbers that were said about each example. */
  private int columns() {
    return count == 0 ? 0 : predictions.size() / count;
  }

  /** The most likely class of example i, the first of them if several are. */
  public int guess(int i) {
    int columns = columns();
    return columns == 1 ? (said(i, 0) > 0 ? 1 : 0) : largest(said(), i * columns, columns);
  }

  /** The class that is wanted for example i; {@link #NONE} if the target is no class's number. */
  public int wanted(int i) {
    int columns = targets.size() / count;
    if (columns > 1) {
      return largest(meant(), i * columns, columns);
    }
    return columns() == 1 ? (meant()[i] > 0.5 ? 1 : 0) : label(i);
  }

  private int label(int i) {
    double label = meant()[i];
    boolean isClass = label >= 0 && label < columns() && label == Math.rint(label);
    return isClass ? (int) label : NONE;
  }

  /** What was said about class j of example i. */
  public double said(int i, int j) {
    return said()[i * columns() + j];
  }

  /** How much example i looks like a yes, class 1 of two: any rising function of its odds. */
  public double yes(int i) {
    return switch (columns()) {
      case 1 -> said(i, 0);
      case 2 -> said(i, 1) - said(i, 0);
      default ->
          throw new ShapeException(
              "yes or no needs predictions (batch, 1) or (batch, 2), got %s", predictions.shape());
    };
  }

  private double[] said() {
    if (said == null) {
      said = predictions.toArray();
    }
    return said;
  }

  private double[] meant() {
    if (meant == null) {
      meant = targets.toArray();
    }
    return meant;
  }

  /**
   * The position of the largest of {@code row[at] … row[at + n − 1]}, the first one if several are;
   * from 0.
   */
  public static int largest(double[] row, int at, int n) {
    int best = 0;
    for (int j = 1; j < n; j++) {
      if (row[at + j] > row[at + best]) {
        best = j;
      }
    }
    return best;
  }
}
