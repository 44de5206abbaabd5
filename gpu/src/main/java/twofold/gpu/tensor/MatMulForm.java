package twofold.gpu.tensor;

import java.util.Arrays;
import twofold.gpu.GpuKernel;
import twofold.tensor.MatMul;
import twofold.tensor.View;

/**
 * What the forms of the matrix product on a device share: operands as a kernel can take them.
 *
 * <pre>
 *   aᵢₚ = a[aOffset + i·aRow + p·aColumn]
 *   bₚⱼ = b[bOffset + p·bRow + j·bColumn]
 *   cᵢⱼ = c[cOffset + i·n + j]
 * </pre>
 *
 * A transposed operand has row and column strides exchanged; nothing is copied.
 *
 * <p>A batch is one launch for each of its matrices, which differ in their offsets only. Many small
 * matrices would want one launch for all of them: here each pays for its own.
 */
abstract class MatMulForm extends GpuKernel implements MatMul.Kernel<float[]> {
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
  int cOffset;

  /** Launches one product with all fields set and no extent 0. */
  abstract void start();

  @Override
  public final synchronized void multiply(
      View<float[]> left,
      View<float[]> right,
      float[] product,
      int batch,
      int rows,
      int inner,
      int columns) {
    if (inner == 0) {
      Arrays.fill(product, 0); // the sum of nothing
      return;
    }
    if (product.length == 0) {
      return;
    }
    requireFits(left.data().length);
    requireFits(right.data().length);
    requireFits(product.length);
    m = rows;
    k = inner;
    n = columns;
    c = product;
    for (int s = 0; s < batch; s++) {
      a = left.data();
      aOffset = left.layout().matrixOffset(s);
      aRow = left.layout().stride(-2);
      aColumn = left.layout().stride(-1);
      b = right.data();
      bOffset = right.layout().matrixOffset(s);
      bRow = right.layout().stride(-2);
      bColumn = right.layout().stride(-1);
      cOffset = s * m * n;
      start();
    }
  }
}
