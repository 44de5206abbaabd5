package twofold.gpu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.gpu.Both.gamma;
import static twofold.gpu.Both.random;
import static twofold.gpu.Both.same;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** The reductions against the reference, for rows and columns, short and long. */
class ReductionGpuTest {

  /** |fl(Σx) − Σx| ≤ γₙ·Σ|x|; a mean divides both sides by n. */
  private static void sumsWithinBound(Function<Device<?>, Tensor> input, int... axes) {
    Tensor x = input.apply(Device.reference());
    double[] sums = x.sum(axes).toArray();
    double[] sizes = x.multiply(sign(x)).sum(axes).toArray();
    double[] got = input.apply(Device.gpu()).sum(axes).toArray();
    double n = (double) x.size() / Math.max(1, sums.length);
    assertThat(got).hasSameSizeAs(sums);
    for (int i = 0; i < got.length; i++) {
      assertThat(Math.abs(got[i] - sums[i])).isLessThanOrEqualTo(gamma(n) * sizes[i]);
    }
    if (n > 0) {
      double[] means = x.mean(axes).toArray();
      got = input.apply(Device.gpu()).mean(axes).toArray();
      for (int i = 0; i < got.length; i++) {
        assertThat(Math.abs(got[i] - means[i])).isLessThanOrEqualTo(gamma(n) * sizes[i] / n);
      }
      same(d -> input.apply(d).max(axes));
    }
  }

  private static Tensor sign(Tensor x) {
    double[] values = x.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.signum(values[i]);
    }
    return x.device().tensor(x.shape(), values);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 127, 128, 129, 1000, 4099, 300_007})
  void oneResult(int n) {
    sumsWithinBound(d -> random(d, n, n));
    sumsWithinBound(d -> random(d, n, n, 1), 0, 1);
  }

  @Test
  void rowsAndColumns() {
    int[][] shapes = {{3, 5}, {1, 700}, {700, 1}, {3, 5000}, {5000, 3}, {500, 400}, {20_000, 3}};
    for (int[] shape : shapes) {
      sumsWithinBound(d -> random(d, 1, shape), 0);
      sumsWithinBound(d -> random(d, 1, shape), 1);
      sumsWithinBound(d -> random(d, 1, shape).transpose(), 0);
      sumsWithinBound(d -> random(d, 1, shape).transpose(), 1);
    }
  }

  @Test
  void anyAxesOfAnyView() {
    sumsWithinBound(d -> random(d, 1));
    sumsWithinBound(d -> random(d, 1, 4, 50, 3, 40), 1, 3);
    sumsWithinBound(d -> random(d, 1, 4, 50, 3, 40), 0, 2);
    sumsWithinBound(d -> random(d, 1, 4, 1, 3, 1), 1, 2);
    sumsWithinBound(d -> random(d, 1, 4, 50, 30).transpose(2, 0, 1), 0, 2);
    sumsWithinBound(d -> random(d, 1, 50, 1).broadcastTo(new Shape(3, 50, 60)), 0, 2);
    sumsWithinBound(d -> d.full(new Shape(30, 400), 0.1f));
  }

  @Test
  void nothing() {
    sumsWithinBound(d -> random(d, 1, 0, 3), 0);
    sumsWithinBound(d -> random(d, 1, 0, 3));
    same(d -> random(d, 1, 0, 3).sum(1));
    same(d -> random(d, 1, 0, 3).max(1));
  }

  @Test
  void specialValues() {
    double inf = Double.POSITIVE_INFINITY;
    double[][] rows = {
      {Double.NaN, 1}, {1, Double.NaN}, {0, -0.0}, {-0.0, 0}, {-0.0, -0.0}, {-inf, -inf}, {-1, inf}
    };
    same(d -> d.matrix(rows).max(1));
    same(d -> d.matrix(rows).transpose().max(0));
    same(d -> d.matrix(rows).max());
    same(d -> d.matrix(new double[][] {{inf, -inf}, {inf, 1}, {Double.NaN, 1}}).sum(1));
    for (int where : new int[] {0, 1, 777, 2999}) { // a NaN in any part of a long row
      double[] row = new double[3000];
      row[where] = Double.NaN;
      same(d -> d.vector(row).max());
      same(d -> d.vector(row).sum());
    }
  }

  @Test
  void theSameBitsEveryTime() {
    Tensor x = random(Device.gpu(), 1, 1000, 100);
    assertThat(x.sum().toArray()).containsExactly(x.sum().toArray());
    assertThat(x.sum(0).toArray()).containsExactly(x.sum(0).toArray());
  }
}
