package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.ArgMax.argMax;
import static twofold.tensor.ArgMax.argMin;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Theorems about {@code ArgMax}. */
class ArgMaxProperties extends ReductionTheorems {

  @Override
  Tensor apply(Tensor x, int... axes) {
    return argMax(x, axes);
  }

  @Override
  protected boolean isPiecewiseConstant() {
    return true;
  }

  @Override
  Tensor drawX(Draw draw, Shape shape) {
    return draw.distinct(shape); // ties are the jump
  }

  /** The largest element is there, and not before; on every device, with many ties. */
  @Property(tries = 200)
  void findsTheFirstOfTheLargest(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    // + 0.0 makes 0 of −0: the assertions below do not take them for equal
    Tensor drawn = draw.tensor(new Shape(draw.from(1, 300)), z -> Math.rint(2 * z) + 0.0);
    double[] numbers = drawn.toArray();
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      int at = (int) argMax(x).item();
      int least = (int) argMin(x).item();
      for (int j = 0; j < numbers.length; j++) {
        assertThat(numbers[j]).isBetween(numbers[least], numbers[at]);
        if (j < at) {
          assertThat(numbers[j]).isLessThan(numbers[at]);
        }
        if (j < least) {
          assertThat(numbers[j]).isGreaterThan(numbers[least]);
        }
      }
    }
  }

  /** The first NaN is meant, zeros tie, several axes are counted row by row; on every device. */
  @Example
  void conventions() {
    double infinity = Double.POSITIVE_INFINITY;
    for (Device<?> device : Device.all()) {
      assertThat(argMax(device.vector(1, Double.NaN, infinity, Double.NaN)).item()).isEqualTo(1);
      assertThat(argMin(device.vector(1, Double.NaN, -infinity)).item()).isEqualTo(1);
      assertThat(argMax(device.vector(-0.0, 0.0, -1)).item()).isEqualTo(0);
      assertThat(argMax(device.vector(-infinity, -infinity)).item()).isEqualTo(0);
      Tensor x = device.matrix(new double[][] {{1, 5, 2}, {7, 3, 4}});
      assertThat(argMax(x).item()).isEqualTo(3);
      assertThat(argMax(x, 0).toArray()).containsExactly(1, 0, 1);
      assertThat(argMax(x, 1).toArray()).containsExactly(1, 0);
    }
  }

  @Example
  void thePositionOfNothingIsAnError() {
    assertThatThrownBy(() -> argMax(Device.reference().zeros(3, 0), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("(3, 0)");
    Tensor endless = Device.reference().full(new Shape((1 << 24) + 1), 0);
    assertThatThrownBy(() -> argMax(endless)).hasMessageContaining("16777217");
  }
}
