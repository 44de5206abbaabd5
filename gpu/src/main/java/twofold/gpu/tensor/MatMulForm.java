package twofold.gpu.tensor;

import java.util.Arrays;
import twofold.gpu.GpuKernel;
import twofold.tensor.MatMul;
import twofold.tensor.View;

/**
 * What the forms of the matrix product on a device share: operands as a kernel can take them.
 *
 * <pre>
 *   aᵢₚ = a[aOffset + i·aRow + p·aColumn]      bₚⱼ = b[bOffset + p·bRow + j·bColumn]      cᵢⱼ = c[i·n + j]
 * </pre>
 *
 * A transposed operand has row and column strides exchanged; nothing is copied.
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

  /** Launches with all fields set and no extent 0. */
  abstract void start();

  @Override
  public final synchronized void multiply(
      View<float[]> left, View<float[]> right, float[] product, int rows, int inner, int columns) {
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
    a = left.data();
    aOffset = left.layout().offset();
    aRow = left.layout().stride(0);
    aColumn = left.layout().stride(1);
    b = right.data();
    bOffset = right.layout().offset();
    bRow = right.layout().stride(0);
    bColumn = right.layout().stride(1);
    c = product;
    start();
  }
}
