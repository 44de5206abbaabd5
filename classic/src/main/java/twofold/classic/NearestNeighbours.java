package twofold.classic;

import twofold.math.estimator.ProbabilisticClassifier;
import twofold.math.estimator.Regressor;
import twofold.math.estimator.TrainingRows;

/**
 * Nearest neighbours: what is near in features is alike in answer.
 *
 * <pre>
 *   N(x) = the k training rows with the smallest d(x, xᵢ)² = Σⱼ (xⱼ − xᵢⱼ)²      X: (n, d)
 *
 *   classification   p(c | x) = #{ i ∈ N(x) : yᵢ = c } / k,   the class with most votes
 *   regression       y(x)     = Σ_{i ∈ N(x)} yᵢ / k           the neighbours' mean
 * </pre>
 *
 * <p>There is nothing to fit but the rows to keep; the work is in the question, n·d products for
 * each. This is the definition, by brute force, and what faster searches are judged by. As n grows,
 * the error of k = 1 is at most twice the best possible. [Cover and Hart, Nearest Neighbor Pattern
 * Classification, 1967]
 *
 * <p>Ties are settled, so that the same question has one answer:
 *
 * <ul>
 *   <li>of two rows equally far, the one that stands earlier in the training set is nearer;
 *   <li>of classes with equally many votes, the one whose nearest member is nearest wins.
 * </ul>
 *
 * <p>All features count alike, so bring them to one scale first. Squares of differences beyond
 * 10¹⁵⁴ overflow; such rows all count as infinitely far.
 */
public final class NearestNeighbours {

  private final double[][] rows;
  private final int k;

  private NearestNeighbours(double[][] rows, int k) {
    this.rows = rows;
    this.k = k;
  }

  /**
   * The hyper-parameters.
   *
   * @param k how many neighbours are asked, at least 1; fewer follow the noise, more blur the edge
   */
  public record Options(int k) {

    public Options {
      if (k < 1) {
        throw new IllegalArgumentException("k must be at least 1, got " + k);
      }
    }

    /** k = 5. */
    public Options() {
      this(5);
    }

    public Options withK(int k) {
      return new Options(k);
    }
  }

  /**
   * Keeps the rows and their classes; both are copied.
   *
   * @param x training rows, (n, d), finite numbers
   * @param y n labels from 0 on; the largest says how many classes there are
   * @throws IllegalArgumentException if sizes do not fit, a number is not finite, a label is
   *     negative, or k is more than n
   */
  public static ClassificationModel fit(double[][] x, int[] y, Options options) {
    NearestNeighbours search = search(x, y.length, options);
    return new ClassificationModel(search, y.clone(), TrainingRows.classes(y));
  }

  /**
   * Keeps the rows and their values; both are copied.
   *
   * @param x training rows, (n, d), finite numbers
   * @param y n values, finite numbers
   * @throws IllegalArgumentException if sizes do not fit, a number is not finite, or k is more than
   *     n
   */
  public static RegressionModel fit(double[][] x, double[] y, Options options) {
    NearestNeighbours search = search(x, y.length, options);
    TrainingRows.requireFinite("y", y);
    return new RegressionModel(search, y.clone());
  }

  /** Votes of the neighbours. */
  public static final class ClassificationModel implements ProbabilisticClassifier {

    private final NearestNeighbours search;
    private final int[] labels;
    private final int classes;

    private ClassificationModel(NearestNeighbours search, int[] labels, int classes) {
      this.search = search;
      this.labels = labels;
      this.classes = classes;
    }

    /** The indices of the k nearest training rows, nearest first. */
    public int[] neighbours(double[] point) {
      return search.nearest(point);
    }

    @Override
    public int classes() {
      return classes;
    }

    @Override
    public int classify(double[] point) {
      int[] neighbours = neighbours(point);
      int[] votes = votes(neighbours);
      // From near to far, and only more votes replace: so the nearest of tied classes stays.
      int best = labels[neighbours[0]];
      for (int i : neighbours) {
        if (votes[labels[i]] > votes[best]) {
          best = labels[i];
        }
      }
      return best;
    }

    @Override
    public double[] probabilities(double[] point) {
      int[] votes = votes(neighbours(point));
      double[] p = new double[classes];
      for (int c = 0; c < classes; c++) {
        p[c] = (double) votes[c] / search.k;
      }
      return p;
    }

    private int[] votes(int[] neighbours) {
      int[] votes = new int[classes];
      for (int i : neighbours) {
        votes[labels[i]]++;
      }
      return votes;
    }
  }

  /** The mean of the neighbours. */
  public static final class RegressionModel implements Regressor {

    private final NearestNeighbours search;
    private final double[] values;

    private RegressionModel(NearestNeighbours search, double[] values) {
      this.search = search;
      this.values = values;
    }

    /** The indices of the k nearest training rows, nearest first. */
    public int[] neighbours(double[] point) {
      return search.nearest(point);
    }

    @Override
    public double predict(double[] point) {
      double sum = 0;
      for (int i : neighbours(point)) {
        sum += values[i];
      }
      return sum / search.k;
    }
  }

  /**
   * The k nearest rows, nearest first.
   *
   * <p>A list of the best k so far, kept in order as in insertion sort. A row must be strictly
   * nearer to move another back, so of equals the earlier stays in front.
   */
  private int[] nearest(double[] point) {
    TrainingRows.requirePoint("point", point, rows[0].length);
    int[] nearest = new int[k];
    double[] distance = new double[k];
    for (int i = 0; i < rows.length; i++) {
      double d = squaredDistance(point, rows[i]);
      int at = Math.min(i, k); // how many places are taken
      while (at > 0 && d < distance[at - 1]) {
        at--;
      }
      if (at < k) {
        int moved = Math.min(i, k - 1) - at;
        System.arraycopy(nearest, at, nearest, at + 1, moved);
        System.arraycopy(distance, at, distance, at + 1, moved);
        nearest[at] = i;
        distance[at] = d;
      }
    }
    return nearest;
  }

  /** Σⱼ (aⱼ − bⱼ)². The root would cost time and change no order. */
  static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      double difference = a[j] - b[j];
      sum += difference * difference;
    }
    return sum;
  }

  private static NearestNeighbours search(double[][] x, int answers, Options options) {
    double[][] rows = TrainingRows.copy(x, answers);
    if (options.k() > x.length) {
      throw new IllegalArgumentException(
          "k must be at most the number of rows (" + x.length + "), got " + options.k());
    }
    return new NearestNeighbours(rows, options.k());
  }
}
