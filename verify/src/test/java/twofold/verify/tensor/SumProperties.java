package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;

/** Theorems about {@code Sum}. */
class SumProperties extends ReductionTheorems {

  @Override
  Tensor apply(Tensor x, int... axes) {
    return x.sum(axes);
  }

  /**
   * One axis after the other is all at once: two orders of adding n numbers differ by at most
   * 2γₙ·Σ|x|.
   */
  @Property(tries = 100)
  void orderDoesNotMatterBeyondRounding(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.extent(), draw.extent(), draw.extent()));
    double terms = 0;
    for (double value : x.toArray()) {
      terms += Math.abs(value);
    }
    double difference = Math.abs(x.sum().item() - x.sum(2).sum(0).sum().item());
    assertThat(difference).isLessThanOrEqualTo(2 * Arithmetic.DOUBLE.gamma(x.size()) * terms);
  }

  /** Sums of integers that fit are exact, in any order, on any device. */
  @Property(tries = 50)
  void sumsOfSmallIntegersAreExact(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(draw.from(1, 200), draw.from(1, 200));
    Tensor x = draw.tensor(shape, z -> Math.rint(10 * z) + 0.0); // no −0: 0 + −0 is 0
    int axis = draw.from(0, 1);
    double[] expected = x.sum(axis).toArray();
    for (Device<?> device : Twins.devices()) {
      assertThat(x.to(device).sum(axis).toArray()).isEqualTo(expected);
    }
  }

  @Example
  void theSumOfNothingIsZero() {
    for (Device<?> device : Device.all()) {
      assertThat(device.zeros(3, 0).sum(1).toArray()).containsExactly(0, 0, 0);
      assertThat(device.zeros(0).sum().item()).isZero();
    }
  }
}
