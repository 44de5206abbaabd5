package twofold.tensor;

/**
 * The loop over the matrices of a batch, for the CPU writings of the matrix product.
 *
 * <p>There are two ways to keep all threads busy: each matrix shared out among them, one after the
 * other, or each thread with matrices of its own. Small matrices leave no choice, a part of one
 * would be too little work; and with many matrices the second way has less to coordinate. A few
 * large ones are better shared, or the last one would keep a single thread.
 *
 * <p>Either way each matrix is the same product, summed in an order that depends on m, k and n
 * only: a product inside a task finds the team busy and computes all its parts itself.
 */
final class MatMulBatch {

  /** One product; the arguments are those of {@link MatMulCpu#multiply}. */
  interface One {
    void multiply(
        float[] a,
        int aOffset,
        int aRow,
        int aCol,
        float[] b,
        int bOffset,
        int bRow,
        int bCol,
        float[] c,
        int cOffset,
        int m,
        int k,
        int n);
  }

  /** So many matrices for each thread are many: whoever is last makes the others wait little. */
  private static final int MANY = 4;

  /** To begin with a matrix takes about as long as this many multiply-adds. */
  private static final int COST_OF_BEGINNING = 1000;

  private MatMulBatch() {}

  static void multiply(
      One one, View<float[]> a, View<float[]> b, float[] c, int batch, int m, int k, int n) {
    long work = (long) m * k * n;
    if (batch == 1 || work >= MatMulBlocks.SMALL && batch < MANY * Parallel.threads()) {
      multiplyRange(one, a, b, c, 0, batch, m, k, n);
    } else {
      int grain = (int) Math.max(1, MatMulBlocks.SMALL / (COST_OF_BEGINNING + work));
      Parallel.ranges(batch, grain, (from, to) -> multiplyRange(one, a, b, c, from, to, m, k, n));
    }
  }

  private static void multiplyRange(
      One one, View<float[]> a, View<float[]> b, float[] c, int from, int to, int m, int k, int n) {
    Layout la = a.layout();
    Layout lb = b.layout();
    for (int s = from; s < to; s++) {
      one.multiply(
          a.data(),
          la.matrixOffset(s),
          la.stride(-2),
          la.stride(-1),
          b.data(),
          lb.matrixOffset(s),
          lb.stride(-2),
          lb.stride(-1),
          c,
          s * m * n,
          m,
          k,
          n);
    }
  }
}
