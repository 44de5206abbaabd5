package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Theorems about {@code Min}. */
class MinProperties extends ReductionTheorems {

  @Override
  Tensor apply(Tensor x, int... axes) {
    return x.min(axes);
  }

  @Override
  Tensor drawX(Draw draw, Shape shape) {
    return draw.distinct(shape); // ties are the kink
  }

  /** No element is smaller, and one is equal. */
  @Property(tries = 200)
  void isTheSmallestOfTheElements(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.from(1, 300)));
    double min = x.min().item();
    assertThat(x.toArray()).contains(min);
    assertThat(java.util.Arrays.stream(x.toArray()).allMatch(value -> value >= min)).isTrue();
  }

  /** min x = −max(−x), to the bit, on every device: what holds for one holds for the other. */
  @Property(tries = 100)
  void isTheNegativeOfTheLargestNegative(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = draw.specials(new Shape(draw.from(1, 60)));
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      assertThat(x.min().toArray()).isEqualTo(x.negate().max().negate().toArray());
    }
  }

  /** Tied elements share the gradient equally, on every device. */
  @Example
  void tiesShareTheGradient() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.vector(2, 1, 3, 1);
      assertThat(Gradients.of(x.min(), x).toArray()).containsExactly(0, 0.5, 0, 0.5);
    }
  }

  @Example
  void theSmallestOfNothingIsAnError() {
    assertThatThrownBy(() -> Device.reference().zeros(0, 3).min(0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("minimum")
        .hasMessageContaining("(0, 3)");
  }
}
