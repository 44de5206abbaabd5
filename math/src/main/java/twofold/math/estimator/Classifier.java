package twofold.math.estimator;

/** A fitted model that says which class a point belongs to. Immutable, so threads may share it. */
public interface Classifier {

  /** How many classes there are; labels are 0 … classes() − 1. */
  int classes();

  /**
   * The class of one point.
   *
   * @param point as many features as the training rows had
   * @throws IllegalArgumentException if the number of features is another
   */
  int classify(double[] point);

  /** The classes of many points, in order. */
  default int[] classify(double[][] points) {
    int[] labels = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      labels[i] = classify(points[i]);
    }
    return labels;
  }
}
