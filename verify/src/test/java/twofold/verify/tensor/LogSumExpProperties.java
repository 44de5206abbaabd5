package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.LogSumExp.logSumExp;
import static twofold.tensor.Softmax.softmax;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;

/** Theorems about {@code LogSumExp}. */
class LogSumExpProperties extends ReductionTheorems {

  @Override
  Tensor apply(Tensor x, int... axes) {
    return logSumExp(x, axes);
  }

  /** max x ≤ ln Σ exp x ≤ max x + ln n, up to the rounding of the left and the right side. */
  @Property(tries = 200)
  void liesJustAboveTheMaximum(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 200);
    Tensor x = draw.tensor(new Shape(n), z -> 300 * z);
    Tensor y = logSumExp(x);
    double max = x.max().item();
    double bound = new RunningError(Arithmetic.DOUBLE).of(y).item();
    double high = max + Math.log(n);
    assertThat(y.item()).isBetween(max - bound, high + bound + 0x1p-53 * (2 * 6 + Math.abs(high)));
  }

  /** Its gradient is the softmax: both within their running errors. */
  @Property(tries = 100)
  void softmaxIsItsGradient(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.from(1, 5), draw.from(1, 20)));
    Tensor gradient = Gradients.of(logSumExp(x, 1).sum(), x);
    Tensor expected = softmax(x);
    double[] byGradient = new RunningError(Arithmetic.DOUBLE).of(gradient).toArray();
    double[] byFormula = new RunningError(Arithmetic.DOUBLE).of(expected).toArray();
    for (int i = 0; i < byFormula.length; i++) {
      assertThat(Math.abs(gradient.toArray()[i] - expected.toArray()[i]))
          .isLessThanOrEqualTo(byGradient[i] + byFormula[i]);
    }
  }

  /** Neither overflow nor ∞ − ∞, on every device. */
  @Example
  void largeAndInfiniteElementsAreNoProblem() {
    double infinity = Double.POSITIVE_INFINITY;
    for (Device<?> device : Device.all()) {
      Tensor x =
          device.matrix(
              new double[][] {
                {-infinity, -infinity}, {-infinity, 7}, {infinity, 0}, {infinity, -infinity}
              });
      assertThat(logSumExp(x, 1).toArray()).containsExactly(-infinity, 7, infinity, infinity);
      assertThat(logSumExp(device.vector(2000, -2000)).item()).isEqualTo(2000);
      assertThat(logSumExp(device.vector(1, Double.NaN)).item()).isNaN();
    }
  }
}
