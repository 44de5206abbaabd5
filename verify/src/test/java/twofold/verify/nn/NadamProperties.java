package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import net.jqwik.api.Example;
import twofold.nn.optim.Adam;
import twofold.nn.optim.Nadam;
import twofold.tensor.Device;
import twofold.tensor.Parameter;

/** Theorems about {@code Nadam}. */
class NadamProperties {
  private static final MathContext FORTY = new MathContext(40);

  /**
   * Three steps of algorithm 2 in decimals of 40 digits: η = 1, β₁ = ½, β₂ = ¾, gradients 2, 0, −2.
   * Fewer than 40 roundings a step of numbers below 8, where 1 − Πμ and 1 − β₂ᵗ are at least ¼ and
   * amplify no error by more than 4.
   */
  @Example
  void threeStepsByHand() {
    Device<?> device = Device.reference();
    BigDecimal one = BigDecimal.ONE;
    BigDecimal beta2 = new BigDecimal("0.75");
    BigDecimal m = BigDecimal.ZERO;
    BigDecimal v = BigDecimal.ZERO;
    BigDecimal theta = BigDecimal.valueOf(5);
    BigDecimal product = one;
    Parameter parameter = new Parameter("θ", device.vector(5));
    Nadam nadam =
        new Nadam(
            new Adam.Options().withRate(1).withBeta1(0.5).withBeta2(0.75).withEpsilon(0x1p-100));
    int[] gradients = {2, 0, -2};
    for (int t = 1; t <= 3; t++) {
      BigDecimal g = BigDecimal.valueOf(gradients[t - 1]);
      BigDecimal now = mu(t);
      BigDecimal next = mu(t + 1);
      product = product.multiply(now);
      m = now.multiply(m).add(one.subtract(now).multiply(g));
      v = beta2.multiply(v).add(one.subtract(beta2).multiply(g).multiply(g));
      BigDecimal ofMean = next.multiply(m).divide(one.subtract(product.multiply(next)), FORTY);
      BigDecimal ofGradient = one.subtract(now).multiply(g).divide(one.subtract(product), FORTY);
      BigDecimal mean = ofMean.add(ofGradient);
      BigDecimal square = v.divide(one.subtract(beta2.pow(t)), FORTY);
      theta = theta.subtract(mean.divide(square.sqrt(FORTY), FORTY));
      nadam.update(List.of(parameter), List.of(device.vector(gradients[t - 1])));
      assertThat(parameter.value().item())
          .isCloseTo(theta.doubleValue(), within(t * 40 * 8 * 4 * 0x1p-53));
    }
  }

  /** μₜ = ½·(1 − ½·0.96^(t/250)): a power within an ulp. */
  private static BigDecimal mu(int t) {
    return new BigDecimal(0.5 * (1 - 0.5 * Math.pow(0.96, t / 250.0)));
  }

  /**
   * A constant gradient: m̂ and v̂ are means of it, so the step is η·(μₜ₊₁·(1 − Πμₜ)/(1 − Πμₜ₊₁) +
   * (1 − μₜ)/(1 − Πμₜ)), which at t = 1 is a little more than η: the coming step counts in part.
   */
  @Example
  void theFirstStepLooksAhead() {
    Device<?> device = Device.reference();
    Parameter theta = new Parameter("θ", device.scalar(0));
    Nadam nadam = new Nadam(new Adam.Options().withRate(0.5).withEpsilon(0x1p-100));
    nadam.update(List.of(theta), List.of(device.scalar(-3)));
    double mu1 = 0.9 * (1 - 0.5 * Math.pow(0.96, 1 / 250.0));
    double mu2 = 0.9 * (1 - 0.5 * Math.pow(0.96, 2 / 250.0));
    double expected = 0.5 * (mu2 * (1 - mu1) / (1 - mu1 * mu2) + 1);
    assertThat(theta.value().item()).isCloseTo(expected, within(40 * 0x1p-52));
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new Nadam(0))
        .hasMessage("learning rate must be positive and finite, got 0.0");
  }
}
