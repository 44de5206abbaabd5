package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Cos.cos;
import static twofold.tensor.Sin.sin;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Cos}. */
class CosProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return cos(x);
  }

  /** cos(−x) = cos x, to the bit, on every device. */
  @Property(tries = 200)
  void isEven(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = draw.tensor(draw.shape(), this::drawX);
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      assertThat(cos(x.negate()).toArray()).isEqualTo(cos(x).toArray());
    }
  }

  /**
   * cos(a + b) = cos a·cos b − sin a·sin b. Left: a + b off by u|a + b|, one cosine. Right: each
   * product of two functions (2u each) and a rounding, then the difference.
   */
  @Property(tries = 200)
  void obeysTheAdditionTheorem(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor a = draw.tensor(new Shape(20), this::drawX);
    Tensor b = draw.tensor(new Shape(20), this::drawX);
    double[] left = cos(a.add(b)).toArray();
    double[] right = cos(a).multiply(cos(b)).subtract(sin(a).multiply(sin(b))).toArray();
    double[] sum = a.add(b).toArray();
    for (int i = 0; i < left.length; i++) {
      double bound = 0x1p-53 * (Math.abs(sum[i]) + 2 + 2 * (2 + 2 + 1) + 1) * 1.001;
      assertThat(Math.abs(left[i] - right[i])).isLessThanOrEqualTo(bound);
    }
  }

  /** The promise in ulp, near 0 and over many periods. */
  @Property(tries = 100)
  void staysWithinItsUlps(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Ulps.check(draw.tensor(new Shape(1000), z -> z), x -> cos(x), Math::cos, 1, 4);
    Ulps.check(draw.tensor(new Shape(1000), z -> 1000 * z), x -> cos(x), Math::cos, 1, 4);
  }
}
