package twofold.gpu.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;
import twofold.gpu.GpuKernel;
import twofold.tensor.Layout;
import twofold.tensor.MatMul;
import twofold.tensor.View;

/**
 * What the forms of the matrix product on a device share: operands as a kernel can take them.
 *
 * <pre>
 *   product s of the batch:
 *     aᵢₚ = a[aStarts[s] + i·aRow + p·aColumn]
 *     bₚⱼ = b[bStarts[s] + p·bRow + j·bColumn]
 *     cᵢⱼ = c[s·m·n + i·n + j]
 * </pre>
 *
 * A transposed operand has row and column strides exchanged; nothing is copied.
 *
 * <p>A batch is one launch, its matrices are the third dimension of the index space. They differ in
 * where they start only, and that is a table, because it may follow any rule: of a factor that is
 * the same for all products, for one, every matrix starts at the same place.
 */
abstract class MatMulForm extends GpuKernel implements MatMul.Kernel<float[]> {
  int m;
  int k;
  int n;
  float[] a;
  int[] aStarts;
  int aRow;
  int aColumn;
  float[] b;
  int[] bStarts;
  int bRow;
  int bColumn;
  float[] c;

  /** Launches the products of a batch with all fields set and no extent 0. */
  abstract void start(int batch);

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
    a = left.data();
    aStarts = starts(left.layout(), batch);
    aRow = left.layout().stride(-2);
    aColumn = left.layout().stride(-1);
    b = right.data();
    bStarts = starts(right.layout(), batch);
    bRow = right.layout().stride(-2);
    bColumn = right.layout().stride(-1);
    start(batch);
  }

  private static int[] starts(Layout layout, int batch) {
    return IntStream.range(0, batch).map(layout::matrixOffset).toArray();
  }
}
