package twofold.math.estimator;

/** A fitted model that predicts a number. Immutable, so threads may share it. */
public interface Regressor {

  /**
   * The value predicted at one point.
   *
   * @param point as many features as the training rows had
   * @throws IllegalArgumentException if the number of features is another
   */
  double predict(double[] point);

  /** The values predicted at many points, in order. */
  default double[] predict(double[][] points) {
    double[] values = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      values[i] = predict(points[i]);
    }
    return values;
  }
}
