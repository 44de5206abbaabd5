package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Clip.clip;
import static twofold.tensor.Relu.relu;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Tensor;

/** Theorems about {@code Clip}. */
class ClipProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return clip(x, -1, 2);
  }

  /** Odd multiples of 1/8: never at an end. */
  @Override
  double drawX(double z) {
    return Math.rint(4 * z) / 4 + 0.125;
  }

  /** Nothing is left to clip, everything is in between, and clip(x, 0, ∞) = relu(x). */
  @Property(tries = 200)
  void isAProjection(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.shape());
    assertThat(apply(apply(x)).toArray()).isEqualTo(apply(x).toArray());
    for (double y : apply(x).toArray()) {
      assertThat(y).isBetween(-1.0, 2.0);
    }
    assertThat(clip(x, 0, Double.POSITIVE_INFINITY).toArray()).isEqualTo(relu(x).toArray());
  }

  /** Inside all of the gradient, outside none, at an end half of it; on every device. */
  @Example
  void theGradientPassesInside() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.vector(-3, -1, 0, 2, 5);
      assertThat(Gradients.of(apply(x).sum(), x).toArray()).containsExactly(0, 0.5, 1, 0.5, 0);
    }
  }

  @Example
  void anIntervalThatIsNoneIsAnError() {
    Tensor x = Device.reference().zeros(2);
    assertThatThrownBy(() -> clip(x, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2")
        .hasMessageContaining("1");
    assertThatThrownBy(() -> clip(x, Double.NaN, 1)).hasMessageContaining("NaN");
  }
}
