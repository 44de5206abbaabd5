package twofold.rnn.cell;

import java.util.Arrays;

/** The loops that the definitions, and backpropagation through time by hand, are made of. */
final class Loops {
  private Loops() {}

  /** {@code row·M}. */
  static double[] rowTimes(double[] row, double[][] m) {
    double[] product = new double[m[0].length];
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < product.length; j++) {
        product[j] += row[i] * m[i][j];
      }
    }
    return product;
  }

  /** {@code row·Mᵀ}, which is M times the row as a column. */
  static double[] timesRow(double[][] m, double[] row) {
    double[] product = new double[m.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < row.length; j++) {
        product[i] += m[i][j] * row[j];
      }
    }
    return product;
  }

  /** {@code sum ← sum + columnᵀ·row}. */
  static void addOuter(double[] column, double[] row, double[][] sum) {
    for (int i = 0; i < column.length; i++) {
      for (int j = 0; j < row.length; j++) {
        sum[i][j] += column[i] * row[j];
      }
    }
  }

  /** {@code a + b}. */
  static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int j = 0; j < sum.length; j++) {
      sum[j] = a[j] + b[j];
    }
    return sum;
  }

  /** The columns from … to − 1. */
  static double[][] columns(double[][] m, int from, int to) {
    double[][] columns = new double[m.length][];
    for (int i = 0; i < m.length; i++) {
      columns[i] = Arrays.copyOfRange(m[i], from, to);
    }
    return columns;
  }

  /** The numbers of a, then those of b. */
  static double[] joined(double[] a, double[] b) {
    double[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /**
   * One column of {@code hₜ₋₁·U}, for sequence b.
   *
   * @param states hₜ after every step
   * @param u (units, columns)
   */
  static double fromState(
      double[] h0, double[] states, double[] u, int columns, int column, Extent s, int b, int t) {
    double sum = 0;
    for (int k = 0; k < s.units(); k++) {
      double h = t == 0 ? h0[b * s.units() + k] : states[s.at(b, t - 1) + k];
      sum += h * u[k * columns + column];
    }
    return sum;
  }

  /**
   * {@code result[to …] += a·Uᵀ}, where a is one row that begins at {@code from}.
   *
   * @param u (units, columns)
   */
  static void passBack(double[] result, int from, double[] u, int columns, int to, int units) {
    for (int j = 0; j < units; j++) {
      double sum = 0;
      for (int k = 0; k < columns; k++) {
        sum += result[from + k] * u[j * columns + k];
      }
      result[to + j] += sum;
    }
  }
}
