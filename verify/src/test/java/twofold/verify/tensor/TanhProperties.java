package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Tanh.tanh;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Tanh}. */
class TanhProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return tanh(x);
  }

  /** tanh(−x) = −tanh x, to the bit, on every device. */
  @Property(tries = 200)
  void isOdd(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(draw.shape(), this::drawX);
    for (var device : Twins.devices()) {
      Tensor there = x.to(device);
      assertThat(tanh(there.negate()).toArray()).isEqualTo(tanh(there).negate().toArray());
    }
  }

  /**
   * tanh x = 1 − 2/(e²ˣ + 1), which cancels for small x: the absolute error counts. Exponential 2u,
   * sum u, quotient u of at most 2; difference u; tanh itself 2.5 ulp ≤ 5u.
   */
  @Property(tries = 200)
  void isMadeOfExponentials(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(20), this::drawX);
    double[] left = tanh(x).toArray();
    Tensor grown = exp(x.multiply(2)).add(1);
    double[] right = x.device().scalar(1).subtract(x.device().scalar(2).divide(grown)).toArray();
    for (int i = 0; i < left.length; i++) {
      assertThat(Math.abs(left[i] - right[i])).isLessThanOrEqualTo(0x1p-53 * (2 * 4 + 1 + 5));
    }
  }

  /** The promise in ulp, for small and for large arguments. */
  @Property(tries = 100)
  void staysWithinItsUlps(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Ulps.check(draw.tensor(new Shape(1000), z -> 3 * z), x -> tanh(x), Math::tanh, 2, 5);
    Ulps.check(draw.tensor(new Shape(1000), z -> Math.exp(10 * z)), x -> tanh(x), Math::tanh, 2, 5);
  }
}
