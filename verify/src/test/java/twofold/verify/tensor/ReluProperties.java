package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Relu.relu;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Tensor;

/** Theorems about {@code Relu}. */
class ReluProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return relu(x);
  }

  @Override
  double drawX(double z) {
    return Draw.awayFromZero(z);
  }

  /** x = relu(x) − relu(−x), and relu(relu(x)) = relu(x). */
  @Property(tries = 200)
  void splitsANumberIntoItsParts(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.shape());
    assertThat(relu(x).subtract(relu(x.negate())).toArray()).isEqualTo(x.toArray());
    assertThat(relu(relu(x)).toArray()).isEqualTo(relu(x).toArray());
  }

  /** At the kink the subgradient is 0, on every device. */
  @Example
  void subgradientAtTheKinkIsZero() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.vector(0.0, -0.0);
      assertThat(Gradients.of(relu(x).sum(), x).toArray()).containsExactly(0, 0);
    }
  }
}
