package twofold.gpu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static twofold.gpu.Both.gamma;
import static twofold.gpu.Both.random;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twofold.gpu.GpuDevice;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.tensor.View;

/** Every form of the matrix product, where it can run: |fl(C) − C| ≤ γₖ·|A||B|. */
class MatMulGpuTest {
  private static final int[][] SIZES = {
    {1, 1, 1},
    {1, 7, 1},
    {3, 5, 7},
    {8, 16, 64},
    {9, 17, 65},
    {63, 64, 63},
    {64, 65, 66},
    {65, 3, 129},
    {127, 128, 129},
    {130, 130, 10},
    {1, 100, 200},
    {200, 100, 1},
    {150, 1, 150},
    {129, 300, 64},
    {257, 33, 191}
  };

  @ParameterizedTest
  @ValueSource(strings = {"rows", "tiles", "naive"})
  void withinTheRoundingBound(String name) {
    assumeTrue(GpuDevice.isOpenCl() || !name.equals("tiles"), "tiles need work-groups");
    MatMulForm form = MatMulGpu.form(name);
    for (int[] size : SIZES) {
      for (int transposed = 0; transposed < 4; transposed++) {
        check(form, size[0], size[1], size[2], (transposed & 1) > 0, (transposed & 2) > 0);
      }
    }
  }

  private static void check(
      MatMulForm form, int m, int k, int n, boolean transposeA, boolean transposeB) {
    Tensor a = operand(Device.gpu(), 1, m, k, transposeA);
    Tensor b = operand(Device.gpu(), 2, k, n, transposeB);
    float[] c = new float[m * n];
    Arrays.fill(c, Float.NaN); // every element is to be written
    form.multiply(floats(a), floats(b), c, 1, m, k, n);
    Tensor exactA = operand(Device.reference(), 1, m, k, transposeA);
    Tensor exactB = operand(Device.reference(), 2, k, n, transposeB);
    double[] exact = exactA.matMul(exactB).toArray();
    double[] sizes = absolute(exactA).matMul(absolute(exactB)).toArray();
    for (int i = 0; i < c.length; i++) {
      assertThat(Math.abs(c[i] - exact[i]))
          .as("%d of (%d, %d)·(%d, %d), transposed %b %b", i, m, k, k, n, transposeA, transposeB)
          .isLessThanOrEqualTo(gamma(k) * sizes[i]);
    }
  }

  private static Tensor operand(Device<?> device, int seed, int rows, int columns, boolean turned) {
    return turned
        ? random(device, seed, columns, rows).transpose()
        : random(device, seed, rows, columns);
  }

  private static Tensor absolute(Tensor x) {
    return x.device().tensor(x.shape(), Arrays.stream(x.toArray()).map(Math::abs).toArray());
  }

  private static View<float[]> floats(Tensor x) {
    return new View<>((float[]) x.view().data(), x.layout());
  }

  /** Each matrix of a batch goes to its own place, also where one of the factors is the same. */
  @ParameterizedTest
  @ValueSource(strings = {"rows", "tiles", "naive"})
  void batches(String name) {
    assumeTrue(GpuDevice.isOpenCl() || !name.equals("tiles"), "tiles need work-groups");
    MatMulForm form = MatMulGpu.form(name);
    int k = 17;
    for (int m : new int[] {9, 130}) { // few rows, and enough to be worth packing
      for (int n : new int[] {1, 5, 64, 65}) {
        Tensor a = random(Device.gpu(), 1, 3, m, k);
        Tensor b = random(Device.gpu(), 2, 3, k, n);
        checkBatch(form, a, b);
        checkBatch(form, a, random(Device.gpu(), 3, n, k).transpose());
        checkBatch(form, random(Device.gpu(), 4, k, m).transpose(), b);
        checkBatch(form, a, random(Device.gpu(), 5, n, 3, k).transpose(1, 2, 0));
      }
    }
  }

  private static void checkBatch(MatMulForm form, Tensor a, Tensor b) {
    int m = a.dim(-2);
    int k = a.dim(-1);
    int n = b.dim(-1);
    float[] c = new float[3 * m * n];
    Arrays.fill(c, Float.NaN);
    form.multiply(
        floats(a.broadcastTo(new Shape(3, m, k))),
        floats(b.broadcastTo(new Shape(3, k, n))),
        c,
        3,
        m,
        k,
        n);
    Tensor exactA = a.to(Device.reference());
    Tensor exactB = b.to(Device.reference());
    double[] exact = exactA.matMul(exactB).toArray();
    double[] sizes = absolute(exactA).matMul(absolute(exactB)).toArray();
    for (int i = 0; i < c.length; i++) {
      assertThat(Math.abs(c[i] - exact[i]))
          .as("%d of %s · %s", i, a.shape(), b.shape())
          .isLessThanOrEqualTo(gamma(k) * sizes[i]);
    }
  }

  @Test
  void throughTheTensor() {
    Tensor a = random(Device.gpu(), 1, 30, 40);
    Tensor b = random(Device.gpu(), 2, 40, 50);
    double[] exact = a.to(Device.reference()).matMul(b.to(Device.reference())).toArray();
    double[] got = a.matMul(b).toArray();
    for (int i = 0; i < got.length; i++) {
      assertThat(Math.abs(got[i] - exact[i])).isLessThan(1e-4);
    }
  }

  @Test
  void emptyExtents() {
    Device<?> gpu = Device.gpu();
    assertThat(gpu.zeros(2, 0).matMul(gpu.zeros(0, 3)).toArray()).containsOnly(0).hasSize(6);
    assertThat(gpu.zeros(0, 2).matMul(gpu.zeros(2, 3)).toArray()).isEmpty();
    assertThat(gpu.zeros(2, 2).matMul(gpu.zeros(2, 0)).toArray()).isEmpty();
  }

  @Test
  void unknownFormsAreRefused() {
    assertThatThrownBy(() -> MatMulGpu.form("fast")).hasMessageContaining("rows, tiles or naive");
  }
}
