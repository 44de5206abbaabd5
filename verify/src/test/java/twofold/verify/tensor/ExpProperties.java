package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Exp.exp;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Exp}. */
class ExpProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return exp(x);
  }

  /**
   * e^(a+b) = e^a·e^b. Left: a + b off by u|a + b|, one exponential (1 ulp ≤ 2u). Right: two
   * exponentials, one product.
   */
  @Property(tries = 200)
  void turnsSumsIntoProducts(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor a = draw.tensor(new Shape(20), this::drawX);
    Tensor b = draw.tensor(new Shape(20), this::drawX);
    double[] left = exp(a.add(b)).toArray();
    double[] right = exp(a).multiply(exp(b)).toArray();
    double[] sum = a.add(b).toArray();
    for (int i = 0; i < left.length; i++) {
      double bound = 0x1p-53 * (Math.abs(sum[i]) + 2 + 4 + 1) * 1.001;
      assertThat(Math.abs(left[i] - right[i])).isLessThanOrEqualTo(bound * left[i]);
    }
  }

  /**
   * The promise in ulp, on the whole range in which float has results, also where they are
   * subnormal.
   */
  @Property(tries = 100)
  void staysWithinItsUlps(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Ulps.check(draw.tensor(new Shape(2000), z -> 40 * z), x -> exp(x), Math::exp, 2, 3);
  }
}
