package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Log.log;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Log}. */
class LogProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return log(x);
  }

  @Override
  double drawX(double z) {
    return Math.abs(z) + 0.5;
  }

  /**
   * ln eˣ = x: a relative error of 1 ulp ≤ 2u in eˣ moves the logarithm by 2u, whose own rounding
   * adds 2u|x|.
   */
  @Property(tries = 200)
  void undoesExp(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(20), z -> 3 * z);
    double[] back = log(exp(x)).toArray();
    double[] given = x.toArray();
    for (int i = 0; i < given.length; i++) {
      double bound = 0x1p-53 * (2 + 2 * Math.abs(given[i])) * 1.001;
      assertThat(Math.abs(back[i] - given[i])).isLessThanOrEqualTo(bound);
    }
  }

  /**
   * The promise in ulp, from the smallest to the largest float, and close to 1 where the result is
   * small.
   */
  @Property(tries = 100)
  void staysWithinItsUlps(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Ulps.check(draw.tensor(new Shape(1000), z -> Math.exp(30 * z)), x -> log(x), Math::log, 2, 3);
    Ulps.check(draw.tensor(new Shape(1000), z -> 1 + z / 64), x -> log(x), Math::log, 2, 3);
  }
}
