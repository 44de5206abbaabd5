package twofold.gpu.tensor;

import twofold.gpu.GpuKernel;
import twofold.tensor.MatMul;
import twofold.tensor.View;

/**
 * {@link MatMul} with one work item for each element of C: the two outer loops of the reference
 * become the index space, the inner loop stays.
 *
 * <p>It reads each row of A n times and each column of B m times from the device's large and slow
 * memory. {@link MatMulTilesGpu} and {@link MatMulRowsGpu} are the same product with the reuse made
 * explicit; this one is for reading, and for Java threads, where it needs no work-groups.
 */
final class MatMulNaiveGpu extends GpuKernel implements MatMul.Kernel<float[]> {
  int m;
  int k;
  int n;
  float[] a;
  int aOffset;
  int aRow;
  int aColumn;
  float[] b;
  int bOffset;
  int bRow;
  int bColumn;
  float[] c;

  @Override
  public void run() {
    int j = getGlobalId(0);
    int i = getGlobalId(1);
    if (i < m && j < n) {
      float sum = 0;
      for (int p = 0; p < k; p++) {
        sum += a[aOffset + i * aRow + p * aColumn] * b[bOffset + p * bRow + j * bColumn];
      }
      c[i * n + j] = sum;
    }
  }

  @Override
  public synchronized void multiply(
      View<float[]> left, View<float[]> right, float[] product, int rows, int inner, int columns) {
    m = rows;
    k = inner;
    n = columns;
    a = left.data();
    aOffset = left.layout().offset();
    aRow = left.layout().stride(0);
    aColumn = left.layout().stride(1);
    b = right.data();
    bOffset = right.layout().offset();
    bRow = right.layout().stride(0);
    bColumn = right.layout().stride(1);
    c = product;
    launch(n, m, 16, 16);
  }
}
