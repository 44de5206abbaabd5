package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Softplus.softplus;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Softplus}. */
class SoftplusProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return softplus(x);
  }

  /**
   * softplus(x) − softplus(−x) = x. Exponential and logarithm 2u each, the sum u: 5u of both, and
   * the difference rounds.
   */
  @Property(tries = 200)
  void differsFromItsMirrorImageByX(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(20), z -> 20 * z);
    double[] given = x.toArray();
    double[] right = softplus(x).toArray();
    double[] left = softplus(x.negate()).toArray();
    double[] difference = softplus(x).subtract(softplus(x.negate())).toArray();
    for (int i = 0; i < given.length; i++) {
      double bound = 0x1p-53 * (5 * (right[i] + left[i]) + Math.abs(given[i])) * 1.001;
      assertThat(Math.abs(difference[i] - given[i])).isLessThanOrEqualTo(bound);
    }
  }

  /** The promise in ulp, where the result is nearly 0 and where it is nearly x. */
  @Property(tries = 100)
  void staysWithinItsUlps(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(2000), z -> 40 * z);
    Ulps.check(
        x,
        y -> softplus(y),
        y -> y > 0 ? y + Math.log1p(Math.exp(-y)) : Math.log1p(Math.exp(y)),
        1,
        11);
  }
}
