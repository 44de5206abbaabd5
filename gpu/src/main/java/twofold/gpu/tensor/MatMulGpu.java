package twofold.gpu.tensor;

import twofold.tensor.MatMul;
import twofold.tensor.View;

/**
 * {@link MatMul} in the form that suits what OpenCL really runs on.
 *
 * <pre>
 *   graphics processor   {@link MatMulTilesGpu}   thousands of small work items that share local memory
 *   ordinary processor   {@link MatMulRowsGpu}    few large work items, each a loop that becomes SIMD
 *   Java threads         {@link MatMulNaiveGpu}   the definition
 * </pre>
 *
 * One source runs everywhere, but it is not fast everywhere: the tiles are many times slower than
 * the rows on an ordinary processor, where local memory is memory like any other. The system
 * property {@code twofold.gpu.matmul} (rows, tiles or naive) overrides the choice.
 */
final class MatMulGpu implements MatMul.Kernel<float[]> {
  static final String FORM = "twofold.gpu.matmul";

  private final MatMulForm form = form(Forms.chosen(FORM));

  static MatMulForm form(String name) {
    return switch (name) {
      case "rows" -> new MatMulRowsGpu();
      case "tiles" -> new MatMulTilesGpu();
      case "naive" -> new MatMulNaiveGpu();
      default -> throw Forms.unknown(FORM, name);
    };
  }

  @Override
  public void multiply(
      View<float[]> a, View<float[]> b, float[] c, int batch, int m, int k, int n) {
    form.multiply(a, b, c, batch, m, k, n);
  }
}
