package twofold.rnn.attention;

/**
 * {@code C += A·B} for matrices that fit a near cache: the products of one head. They are too small
 * for packing to pay, and their rows lie apart from each other, between those of other heads.
 *
 * <p>Rounding: each term passes at most k roundings, as in any order of summation.
 */
class SmallProduct {

  /**
   * C of m rows and n columns, A of k columns.
   *
   * @param a element (i, p) is at {@code ai + i * aRow + p * aCol}
   * @param b element (p, j) is at {@code bi + p * bRow + j}
   * @param c element (i, j) is at {@code ci + i * cRow + j}
   */
  void add(
      float[] a,
      int ai,
      int aRow,
      int aCol,
      float[] b,
      int bi,
      int bRow,
      float[] c,
      int ci,
      int cRow,
      int m,
      int k,
      int n) {
    for (int i = 0; i < m; i++) {
      for (int p = 0; p < k; p++) {
        float factor = a[ai + i * aRow + p * aCol];
        int from = bi + p * bRow;
        int to = ci + i * cRow;
        for (int j = 0; j < n; j++) {
          c[to + j] += factor * b[from + j];
        }
      }
    }
  }

  /** {@code Σⱼ x[xi + j]·y[yi + j]} for j below n. */
  float dot(float[] x, int xi, float[] y, int yi, int n) {
    float sum = 0;
    for (int j = 0; j < n; j++) {
      sum += x[xi + j] * y[yi + j];
    }
    return sum;
  }
}
