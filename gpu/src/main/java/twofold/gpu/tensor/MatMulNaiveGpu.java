package twofold.gpu.tensor;

import twofold.tensor.MatMul;

/**
 * {@link MatMul} with one work item for each element of C: the outer loops of the reference become
 * the index space, the inner loop stays.
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
    int s = getGlobalId(2);
    if (i < m && j < n) {
      float sum = 0;
      for (int p = 0; p < k; p++) {
        sum += a[aStarts[s] + i * aRow + p * aColumn] * b[bStarts[s] + p * bRow + j * bColumn];
      }
      c[(s * m + i) * n + j] = sum;
    }
  }

  @Override
  void start(int batch) {
    launch(n, m, batch, 16, 16);
  }
}
