package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Power.power;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Power}. */
class PowerProperties extends BinaryTheorems {

  @Override
  Tensor apply(Tensor a, Tensor b) {
    return power(a, b);
  }

  @Override
  double drawA(double z) {
    return Math.abs(z) + 0.5;
  }

  /**
   * a^b·a^c = a^(b+c). Left: two powers of 2u and a product. Right: a power, whose exponent is off
   * by u|b + c|, which counts ln a times.
   */
  @Property(tries = 200)
  void turnsSumsIntoProducts(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor a = draw.tensor(new Shape(20), this::drawA);
    Tensor b = draw.tensor(new Shape(20), this::drawB);
    Tensor c = draw.tensor(new Shape(20), this::drawB);
    double[] left = power(a, b).multiply(power(a, c)).toArray();
    double[] right = power(a, b.add(c)).toArray();
    for (int i = 0; i < left.length; i++) {
      double exponent = Math.abs((b.toArray()[i] + c.toArray()[i]) * Math.log(a.toArray()[i]));
      double bound = 0x1p-53 * (2 + 2 + 1 + 2 + exponent) * 1.001;
      assertThat(Math.abs(left[i] - right[i])).isLessThanOrEqualTo(bound * right[i]);
    }
  }

  /** Negative numbers have whole powers, and a gradient. */
  @Property(tries = 100)
  void wholePowersOfNegativeNumbersAreProducts(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = draw.tensor(new Shape(20), z -> -drawA(z));
    for (Device<?> device : Device.all()) {
      Tensor a = drawn.to(device);
      double ulps = device.name().equals("gpu") ? 16 : 1;
      double[] powers = power(a, 3).toArray();
      double[] slopes = Gradients.of(power(a, 3).sum(), a).toArray();
      double[] x = a.toArray();
      for (int i = 0; i < x.length; i++) {
        double cube = x[i] * x[i] * x[i];
        double slope = 3 * x[i] * x[i];
        double bound = device.unitRoundoff() * (2 * ulps + 2) * 1.001;
        assertThat(Math.abs(powers[i] - cube)).isLessThanOrEqualTo(bound * Math.abs(cube));
        assertThat(Math.abs(slopes[i] - slope)).isLessThanOrEqualTo(bound * slope);
      }
    }
  }

  /** What the lesson says about a = 0, on every device. */
  @Example
  void conventionsAtZero() {
    for (Device<?> device : Device.all()) {
      Tensor a = device.zeros(5);
      Tensor b = device.vector(0, 0.5, 1, 2, 3);
      var gradients = Gradients.of(power(a, b).sum(), java.util.List.of(a, b));
      assertThat(power(a, b).toArray()).containsExactly(1, 0, 0, 0, 0);
      assertThat(gradients.get(0).toArray()).containsExactly(0, Double.POSITIVE_INFINITY, 1, 0, 0);
      assertThat(gradients.get(1).toArray()).containsExactly(0, 0, 0, 0, 0);
    }
  }

  /** d²(a²)/da² = 2 also at 0. */
  @Example
  void theSecondDerivativeOfTheSquareIsTwo() {
    Tensor a = Device.reference().vector(-1, 0, 2);
    Tensor slope = Gradients.of(power(a, 2).sum(), a);
    assertThat(Gradients.of(slope.sum(), a).toArray()).containsExactly(2, 2, 2);
  }

  /** Only whole powers have a slope in the exponent: of negative numbers there is none. */
  @Example
  void noSlopeInTheExponentOfANegativeNumber() {
    for (Device<?> device : Device.all()) {
      Tensor a = device.vector(-2);
      Tensor b = device.vector(2);
      assertThat(Gradients.of(power(a, b).sum(), b).item()).isNaN();
    }
  }

  /** The promise in ulp. */
  @Property(tries = 100)
  void staysWithinItsUlps(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double b = draw.normal() * 8;
    Tensor a = draw.tensor(new Shape(1000), z -> Math.exp(3 * z));
    Ulps.check(a, x -> power(x, b), x -> Math.pow(x, b), 1, 16);
  }
}
