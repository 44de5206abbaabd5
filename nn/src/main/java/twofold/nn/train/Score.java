package twofold.nn.train;

/**
 * How well predictions fit.
 *
 * @param loss the objective, averaged over the examples
 * @param accuracy the part of the examples, 0 to 1, whose most probable class is the wanted one; a
 *     single column is the logit of a yes, above 0 for yes. It means nothing where there are no
 *     classes
 */
public record Score(double loss, double accuracy) {

  /** Sums up batches. */
  static final class Sum {
    private double loss;
    private int right;
    private int count;

    void add(double meanLoss, float[] predictions, float[] targets, int n) {
      int classes = n == 0 ? 0 : predictions.length / n;
      for (int i = 0; i < n; i++) {
        boolean isRight =
            classes == 1
                ? predictions[i] > 0 == targets[i] > 0.5
                : largest(predictions, i * classes, classes) == wanted(targets, i, n, classes);
        if (isRight) {
          right++;
        }
      }
      loss += meanLoss * n;
      count += n;
    }

    /** Targets are rows as the predictions are, or the number of each one's class. */
    private static int wanted(float[] targets, int i, int n, int classes) {
      return targets.length == n ? (int) targets[i] : largest(targets, i * classes, classes);
    }

    Score score() {
      return new Score(loss / count, (double) right / count);
    }
  }

  /**
   * The position of the largest of {@code row[at] … row[at + n − 1]}, the first one if several are;
   * from 0.
   */
  public static int largest(float[] row, int at, int n) {
    int best = 0;
    for (int j = 1; j < n; j++) {
      if (row[at + j] > row[at + best]) {
        best = j;
      }
    }
    return best;
  }
}
