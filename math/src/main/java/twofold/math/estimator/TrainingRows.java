package twofold.math.estimator;

/** What every estimator asks of the rows and the answers that it learns from. */
public final class TrainingRows {
  private TrainingRows() {}

  /**
   * A copy of the rows, checked.
   *
   * @param x (n, d), n at least 1, finite numbers
   * @param answers how many there are, which must be n
   */
  public static double[][] copy(double[][] x, int answers) {
    if (x.length == 0) {
      throw new IllegalArgumentException("x must have at least one row, got none");
    }
    if (answers != x.length) {
      throw new IllegalArgumentException(
          "y must have as many entries as x has rows (" + x.length + "), got " + answers);
    }
    double[][] rows = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      requirePoint("row " + i + " of x", x[i], x[0].length);
      rows[i] = x[i].clone();
    }
    return rows;
  }

  /** How many classes there are: labels count from 0, the largest is the last class. */
  public static int classes(int[] y) {
    int largest = 0;
    for (int i = 0; i < y.length; i++) {
      if (y[i] < 0) {
        throw new IllegalArgumentException(
            "y must have labels from 0 on, got " + y[i] + " at " + i);
      }
      largest = Math.max(largest, y[i]);
    }
    return Math.addExact(largest, 1);
  }

  /** A point has as many features as the rows, all of them finite. */
  public static void requirePoint(String name, double[] point, int features) {
    if (point.length != features) {
      throw new IllegalArgumentException(
          name + " must have " + features + " features, got " + point.length);
    }
    requireFinite(name, point);
  }

  public static void requireFinite(String name, double[] numbers) {
    for (int j = 0; j < numbers.length; j++) {
      if (!Double.isFinite(numbers[j])) {
        throw new IllegalArgumentException(
            name + " must be finite, got " + numbers[j] + " at " + j);
      }
    }
  }
}
