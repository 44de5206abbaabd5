package twofold.gpu.tensor;

import twofold.tensor.MatMul;

/**
 * {@link MatMul} with one work item for each element of C: the two outer loops of the reference
 * become the index space, the inner loop stays.
 *
 * <p>It reads each row of A n times and each column of B m times from the device's large and slow
 * memory. {@link MatMulTilesGpu} and {@link MatMulRowsGpu} are the same product with the reuse made
 * explicit; this one is for reading, and for Java threads, where there are no work-groups.
 */
final class MatMulNaiveGpu extends MatMulForm {

  @Override
  public void run() {
    int j = getGlobalId(0);
    int i = getGlobalId(1);
    if (i < m && j < n) {
      float sum = 0;
      for (int p = 0; p < k; p++) {
        sum += a[aOffset + i * aRow + p * aColumn] * b[bOffset + p * bRow + j * bColumn];
      }
      c[cOffset + i * n + j] = sum;
    }
  }

  @Override
  void start() {
    launch(n, m, 16, 16);
  }
}
