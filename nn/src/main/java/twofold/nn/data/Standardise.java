package twofold.nn.data;

import java.util.Arrays;

/**
 * Brings all columns to one scale, so that a column in dollars does not drown one in rooms.
 *
 * <pre>
 *   z[i, j] = (x[i, j] − μⱼ)/σⱼ          μⱼ = Σᵢ x[i, j]/n        σⱼ² = Σᵢ (x[i, j] − μⱼ)²/n
 *
 *   In the rows that μ and σ were taken from, each column of z has mean 0 and variance 1.
 * </pre>
 *
 * A column that is constant there, so that σ is 0, is only moved. Take μ and σ from the training
 * rows alone: those of the test belong to what is to be predicted.
 */
public final class Standardise {
  private final double[] mean;
  private final double[] deviation;

  private Standardise(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Takes μ and σ from a table with at least one row. */
  public static Standardise learn(Table table) {
    return learn(table.rows());
  }

  /** Takes μ and σ from at least one row of numbers, all of one length. */
  public static Standardise learn(double[][] rows) {
    int n = rows.length;
    if (n == 0) {
      throw new IllegalArgumentException("mean and deviation need at least one row, got none");
    }
    int columns = rows[0].length;
    double[] mean = new double[columns];
    double[] deviation = new double[columns];
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double[] row : rows) {
        sum += row[j];
        low = Math.min(low, row[j]);
        high = Math.max(high, row[j]);
      }
      mean[j] = sum / n;
      double squares = 0;
      for (double[] row : rows) {
        squares += (row[j] - mean[j]) * (row[j] - mean[j]);
      }
      // Of a constant column, σ may come out as a rounding error instead of 0; so ask for the
      // range.
      deviation[j] = low == high ? 1 : Math.sqrt(squares / n);
    }
    return new Standardise(mean, deviation);
  }

  /** z of any rows of these columns. */
  public Table apply(Table table) {
    requireColumns("the table", table.columns().size());
    double[][] z = Arrays.stream(table.rows()).map(this::apply).toArray(double[][]::new);
    return new Table(table.columns(), z);
  }

  /** z of one row. */
  public double[] apply(double[] row) {
    requireColumns("a row", row.length);
    double[] z = new double[row.length];
    for (int j = 0; j < z.length; j++) {
      z[j] = (row[j] - mean[j]) / deviation[j];
    }
    return z;
  }

  /** Back from z: x = μ + σ·z. */
  public double[] invert(double[] z) {
    requireColumns("a row", z.length);
    double[] row = new double[z.length];
    for (int j = 0; j < row.length; j++) {
      row[j] = mean[j] + deviation[j] * z[j];
    }
    return row;
  }

  private void requireColumns(String what, int columns) {
    if (columns != mean.length) {
      throw new IllegalArgumentException(
          what + " must have " + mean.length + " columns, got " + columns);
    }
  }
}
