package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Square.square;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Sqrt}. */
class SqrtProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return sqrt(x);
  }

  @Override
  double drawX(double z) {
    return Math.abs(z) + 0.25;
  }

  /** (√x)² = x: half an ulp, u at most, counts twice in the square, which rounds once more. */
  @Property(tries = 200)
  void isUndoneBySquaring(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    // From e⁻⁸⁰ to e⁸⁰: all of them floats, none infinite.
    Tensor x = draw.tensor(new Shape(20), z -> Math.exp(Math.max(-80, Math.min(80, 20 * z))));
    double[] back = square(sqrt(x)).toArray();
    double[] given = x.toArray();
    for (int i = 0; i < given.length; i++) {
      assertThat(Math.abs(back[i] - given[i])).isLessThanOrEqualTo(0x1p-53 * 3 * given[i] * 1.001);
    }
  }

  /** The promise in ulp, from the smallest to the largest float. */
  @Property(tries = 100)
  void staysWithinItsUlps(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(1000), z -> Math.exp(30 * z));
    Ulps.check(x, y -> sqrt(y), Math::sqrt, 0.5, 3);
  }
}
