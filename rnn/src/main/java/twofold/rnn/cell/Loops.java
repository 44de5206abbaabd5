package twofold.rnn.cell;

/** The four loops that backpropagation through time by hand is made of. */
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
}
