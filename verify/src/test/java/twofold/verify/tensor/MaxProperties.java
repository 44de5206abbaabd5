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

/** Theorems about {@code Max}. */
class MaxProperties extends ReductionTheorems {

  @Override
  Tensor apply(Tensor x, int... axes) {
    return x.max(axes);
  }

  @Override
  Tensor drawX(Draw draw, Shape shape) {
    return draw.distinct(shape); // ties are the kink
  }

  /** No element is larger, and one is equal. */
  @Property(tries = 200)
  void isTheLargestOfTheElements(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.from(1, 300)));
    double max = x.max().item();
    assertThat(x.toArray()).contains(max);
    assertThat(java.util.Arrays.stream(x.toArray()).allMatch(value -> value <= max)).isTrue();
  }

  /** Tied elements share the gradient equally, on every device. */
  @Example
  void tiesShareTheGradient() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.vector(1, 3, 2, 3);
      assertThat(Gradients.of(x.max(), x).toArray()).containsExactly(0, 0.5, 0, 0.5);
    }
  }

  @Example
  void theLargestOfNothingIsAnError() {
    assertThatThrownBy(() -> Device.reference().zeros(0, 3).max(0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("maximum")
        .hasMessageContaining("(0, 3)");
  }
}
