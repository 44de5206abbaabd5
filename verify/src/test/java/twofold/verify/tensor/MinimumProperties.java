package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Maximum.maximum;
import static twofold.tensor.Minimum.minimum;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Minimum}. */
class MinimumProperties extends BinaryTheorems {

  @Override
  Tensor apply(Tensor a, Tensor b) {
    return minimum(a, b);
  }

  /** Multiples of ¼ against odd multiples of 1/8: no tie is near. */
  @Override
  double drawA(double z) {
    return Math.rint(4 * z) / 4;
  }

  @Override
  double drawB(double z) {
    return Math.rint(4 * z) / 4 + 0.125;
  }

  /** The larger and the smaller are the two: max(a, b) + min(a, b) = a + b, to the bit. */
  @Property(tries = 200)
  void isOneOfTheTwo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor a = draw.normals(shape);
    Tensor b = draw.normals(shape);
    assertThat(maximum(a, b).add(minimum(a, b)).toArray()).isEqualTo(a.add(b).toArray());
    assertThat(minimum(a, b).toArray()).isEqualTo(minimum(b, a).toArray());
  }

  /** min and max distribute over each other, to the bit. */
  @Property(tries = 200)
  void distributesOverItsDual(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor a = draw.normals(shape);
    Tensor b = draw.normals(shape);
    Tensor c = draw.normals(shape);
    assertThat(minimum(a, maximum(b, c)).toArray())
        .isEqualTo(maximum(minimum(a, b), minimum(a, c)).toArray());
  }

  /** −0 is smaller than 0, whichever comes first, on every device. */
  @Example
  void knowsTheSignOfZero() {
    for (Device<?> device : Device.all()) {
      Tensor a = device.vector(0.0, -0.0, 0.0, -0.0);
      Tensor b = device.vector(0.0, 0.0, -0.0, -0.0);
      assertThat(minimum(a, b).toArray()).isEqualTo(new double[] {0.0, -0.0, -0.0, -0.0});
    }
  }

  /** Who ties shares; an infinite gradient does not leak to the other; on every device. */
  @Example
  void tiesShareTheGradient() {
    for (Device<?> device : Device.all()) {
      Tensor a = device.vector(1, 3, 2);
      Tensor b = device.vector(2, 3, 1);
      double infinity = Double.POSITIVE_INFINITY;
      Tensor g = device.vector(infinity, 1, 1);
      var gradients = Gradients.of(minimum(a, b), g, java.util.List.of(a, b));
      assertThat(gradients.get(0).toArray()).containsExactly(infinity, 0.5, 0);
      assertThat(gradients.get(1).toArray()).containsExactly(0, 0.5, 1);
    }
  }
}
