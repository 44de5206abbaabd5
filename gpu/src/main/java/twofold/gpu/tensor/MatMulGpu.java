package twofold.gpu.tensor;

import twofold.tensor.MatMul;
import twofold.tensor.View;

/** {@link MatMul}. */
final class MatMulGpu implements MatMul.Kernel<float[]> {
  private final MatMul.Kernel<float[]> form = new MatMulNaiveGpu();

  @Override
  public void multiply(View<float[]> a, View<float[]> b, float[] c, int m, int k, int n) {
    form.multiply(a, b, c, m, k, n);
  }
}
