package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Abs.abs;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Abs}. */
class AbsProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return abs(x);
  }

  @Override
  double drawX(double z) {
    return Draw.awayFromZero(z);
  }

  /** |ab| = |a||b|, to the bit, and |a + b| ≤ |a| + |b|, also rounded. */
  @Property(tries = 200)
  void isMultiplicativeAndSubadditive(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor a = draw.normals(shape);
    Tensor b = draw.normals(shape);
    assertThat(abs(a.multiply(b)).toArray()).isEqualTo(abs(a).multiply(abs(b)).toArray());
    double[] left = abs(a.add(b)).toArray();
    double[] right = abs(a).add(abs(b)).toArray();
    for (int i = 0; i < left.length; i++) {
      assertThat(left[i]).isLessThanOrEqualTo(right[i]);
    }
  }

  /** At the kink the subgradient is 0, and the value 0 without a sign, on every device. */
  @Example
  void subgradientAtTheKinkIsZero() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.vector(0.0, -0.0);
      assertThat(abs(x).toArray()).isEqualTo(new double[] {0.0, 0.0});
      for (double slope : Gradients.of(abs(x).sum(), x).toArray()) {
        assertThat(slope).isZero();
      }
    }
  }
}
