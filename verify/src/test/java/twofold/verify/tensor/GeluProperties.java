package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Gelu.gelu;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gelu;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;

/** Theorems about {@code Gelu}. */
class GeluProperties extends UnaryTheorems {
  private static final MathContext DIGITS = new MathContext(100);

  @Override
  Tensor apply(Tensor x) {
    return gelu(x);
  }

  /** x·Φ(x), Φ(x) = ½ + φ(0)·Σ (−1)ⁿ x²ⁿ⁺¹/(n!·2ⁿ·(2n + 1)): with 100 digits it may cancel. */
  @Property(tries = 300)
  void isTaylorsSeries(@ForAll long seed) {
    double x = new Draw(new SplittableRandom(seed)).random().nextDouble(-10, 10);
    BigDecimal expected = taylor(new BigDecimal(x));
    double error = new BigDecimal(gelu(x)).subtract(expected).abs().doubleValue();
    double promise = Arithmetic.DOUBLE.gelu() * Arithmetic.DOUBLE.u();
    assertThat(error).isLessThanOrEqualTo(promise * expected.abs().doubleValue());
  }

  private static BigDecimal taylor(BigDecimal x) {
    BigDecimal half = new BigDecimal("0.5");
    BigDecimal step = x.multiply(x).multiply(half).negate();
    BigDecimal power = x; // (−1)ⁿ x²ⁿ⁺¹/(n!·2ⁿ)
    BigDecimal sum = x;
    for (int n = 1; n < 400; n++) {
      power = power.multiply(step).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(2 * n + 1), DIGITS), DIGITS);
    }
    BigDecimal pi =
        new BigDecimal(
            "3.141592653589793238462643383279502884197169399375105820974944592307816406286209"
                + "98628034825342117067982148");
    BigDecimal atZero = BigDecimal.ONE.divide(pi.add(pi).sqrt(DIGITS), DIGITS);
    return x.multiply(half.add(atZero.multiply(sum, DIGITS)), DIGITS);
  }

  /** gelu(x) − gelu(−x) = x, as Φ(x) + Φ(−x) = 1. */
  @Property(tries = 100)
  void withItsMirrorImageIsTheIdentity(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(50), this::drawX);
    for (Device<?> device : Device.all()) {
      Tensor there = x.to(device);
      double[] actual = gelu(there).subtract(gelu(there.negate())).toArray();
      Tensor bound = new RunningError(Arithmetic.of(device)).of(gelu(x).subtract(gelu(x.negate())));
      assertThat(Twins.difference(x.toArray(), actual, bound.toArray())).isEmpty();
    }
  }

  /**
   * The promise is about the result, also far left, where it is subnormal and then −0: 1 + erf
   * would be 0 from −5.5 on. Whatever is off by 14u is off by 14 ulp at most.
   */
  @Property(tries = 100)
  void staysWithinItsRoundings(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Ulps.check(draw.tensor(new Shape(1000), z -> 6 * z), x -> gelu(x), Gelu::gelu, 14, 40);
    Ulps.check(draw.tensor(new Shape(1000), z -> z), x -> gelu(x), Gelu::gelu, 14, 40);
    Ulps.check(draw.tensor(new Shape(1000), z -> z / 1e6), x -> gelu(x), Gelu::gelu, 14, 40);
  }

  /** The tangents at 0 and far out: x/2, x and 0. */
  @Example
  void knownValues() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.vector(0x1p-60, -0x1p-60, 64, -64, Double.POSITIVE_INFINITY);
      assertThat(gelu(x).toArray())
          .usingComparatorWithPrecision(0x1p-80)
          .containsExactly(0x1p-61, -0x1p-61, 64, 0, Double.POSITIVE_INFINITY);
      assertThat(gelu(device.scalar(Double.NEGATIVE_INFINITY)).item()).isNaN();
    }
  }
}
