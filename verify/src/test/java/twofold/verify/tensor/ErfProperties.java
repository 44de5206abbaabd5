package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Erf.erf;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Erf;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Erf}. */
class ErfProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return erf(x);
  }

  @Override
  double drawX(double z) {
    return 1.5 * z;
  }

  /** erf(−x) = −erf x, to the bit, on every device. */
  @Property(tries = 200)
  void isOdd(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = draw.tensor(draw.shape(), this::drawX);
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      assertThat(erf(x.negate()).toArray()).isEqualTo(erf(x).negate().toArray());
    }
  }

  /**
   * Taylor's series 2/√π·Σ (−1)ⁿ x²ⁿ⁺¹/(n!·(2n + 1)) says the same: with 60 decimal digits it may
   * cancel as it likes. The promise is 6 ulp.
   */
  @Property(tries = 300)
  void isTaylorsSeries(@ForAll long seed) {
    double x = new Draw(new SplittableRandom(seed)).random().nextDouble() * 5;
    BigDecimal expected = taylor(new BigDecimal(x));
    BigDecimal error = new BigDecimal(Erf.erf(x)).subtract(expected).abs();
    assertThat(error.doubleValue()).isLessThanOrEqualTo(6 * Math.ulp(expected.doubleValue()));
  }

  private static BigDecimal taylor(BigDecimal x) {
    MathContext digits = new MathContext(60);
    BigDecimal square = x.multiply(x);
    BigDecimal power = x; // (−1)ⁿ x²ⁿ⁺¹/n!
    BigDecimal sum = x;
    for (int n = 1; n < 200; n++) {
      power = power.multiply(square).divide(BigDecimal.valueOf(-n), digits);
      sum = sum.add(power.divide(BigDecimal.valueOf(2 * n + 1), digits), digits);
    }
    BigDecimal pi =
        new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459");
    return sum.multiply(BigDecimal.valueOf(2)).divide(pi.sqrt(digits), digits);
  }

  /** The promise in ulp, from where the result is nearly 2x/√π to where it is nearly 1. */
  @Property(tries = 100)
  void staysWithinItsUlps(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Ulps.check(draw.tensor(new Shape(1000), z -> 3 * z), x -> erf(x), Erf::erf, 1, 16);
    Ulps.check(draw.tensor(new Shape(1000), z -> Math.exp(8 * z)), x -> erf(x), Erf::erf, 1, 16);
  }
}
