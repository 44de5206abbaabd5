package twofold.math.estimator;

/** A classifier that also says how sure it is. */
public interface ProbabilisticClassifier extends Classifier {

  /**
   * The probability of each class for one point: {@link #classes()} non-negative numbers with sum 1
   * up to rounding. {@link #classify(double[])} names a class with the largest of them.
   *
   * @throws IllegalArgumentException if the number of features is not that of the training rows
   */
  double[] probabilities(double[] point);
}
