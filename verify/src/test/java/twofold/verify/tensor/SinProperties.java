package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Cos.cos;
import static twofold.tensor.Sin.sin;
import static twofold.tensor.Square.square;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Sin}. */
class SinProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return sin(x);
  }

  /** sin(−x) = −sin x, to the bit, on every device. */
  @Property(tries = 200)
  void isOdd(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = draw.tensor(draw.shape(), this::drawX);
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      assertThat(sin(x.negate()).toArray()).isEqualTo(sin(x).negate().toArray());
    }
  }

  /**
   * sin² + cos² = 1. One ulp, 2u at most, counts twice in a square, which rounds once more: 5u of
   * both squares, which are parts of 1; their sum rounds.
   */
  @Property(tries = 200)
  void liesOnTheUnitCircleWithCos(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(20), this::drawX);
    for (double one : square(sin(x)).add(square(cos(x))).toArray()) {
      assertThat(Math.abs(one - 1)).isLessThanOrEqualTo(0x1p-53 * (5 + 1) * 1.001);
    }
  }

  /** The promise in ulp, near 0 and over many periods. */
  @Property(tries = 100)
  void staysWithinItsUlps(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Ulps.check(draw.tensor(new Shape(1000), z -> z), x -> sin(x), Math::sin, 1, 4);
    Ulps.check(draw.tensor(new Shape(1000), z -> 1000 * z), x -> sin(x), Math::sin, 1, 4);
  }
}
