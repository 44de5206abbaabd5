package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Sigmoid.sigmoid;
import static twofold.tensor.Tanh.tanh;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Sigmoid}. */
class SigmoidProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return sigmoid(x);
  }

  @Override
  double drawX(double z) {
    return 3 * z;
  }

  /** σ(x) + σ(−x) = 1: relative errors of 4u on parts of 1, and the sum rounds. */
  @Property(tries = 200)
  void isOneTogetherWithItsMirrorImage(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(20), z -> 20 * z);
    for (double one : sigmoid(x).add(sigmoid(x.negate())).toArray()) {
      assertThat(Math.abs(one - 1)).isLessThanOrEqualTo(0x1p-53 * (4 + 1) * 1.001);
    }
  }

  /**
   * σ(x) = (1 + tanh(x/2))/2: 4u on the left; on the right tanh 2.5 ulp ≤ 5u, the sum 2u, halved.
   */
  @Property(tries = 200)
  void isAHyperbolicTangent(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(20), this::drawX);
    double[] left = sigmoid(x).toArray();
    double[] right = tanh(x.multiply(0.5)).add(1).multiply(0.5).toArray();
    for (int i = 0; i < left.length; i++) {
      double bound = 0x1p-53 * (4 + (5 + 2) / 2.0) * 1.001;
      assertThat(Math.abs(left[i] - right[i])).isLessThanOrEqualTo(bound);
    }
  }

  /** The promise in ulp, also far to the left, where the result is subnormal and then 0. */
  @Property(tries = 100)
  void staysWithinItsUlps(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(2000), z -> 40 * z);
    Ulps.check(x, y -> sigmoid(y), y -> 1 / (1 + Math.exp(-y)), 2, 12);
  }
}
