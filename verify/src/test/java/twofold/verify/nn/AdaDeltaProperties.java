package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.AdaDelta;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code AdaDelta}. */
class AdaDeltaProperties {

  /**
   * Three steps of algorithm 1 in decimals of 40 digits: ρ = ¾, ε = ¼, gradients 2, −1, 3. Fewer
   * than 30 roundings a step, of numbers below 8, leave an error of 3·30·8·2⁻⁵³.
   *
   * <pre>
   *   the first on paper: s = ¼·4 = 1, Δ = √¼/√(1 + ¼)·2 = 2/√5, d = ¼·4/5 = 1/5
   * </pre>
   */
  @Example
  void threeStepsByHand() {
    MathContext forty = new MathContext(40);
    BigDecimal rho = new BigDecimal("0.75");
    BigDecimal quarter = new BigDecimal("0.25");
    BigDecimal s = BigDecimal.ZERO;
    BigDecimal d = BigDecimal.ZERO;
    BigDecimal theta = BigDecimal.valueOf(5);
    Parameter parameter = new Parameter("θ", Device.reference().vector(5));
    AdaDelta adaDelta = new AdaDelta(new AdaDelta.Options().withRho(0.75).withEpsilon(0.25));
    for (int gradient : new int[] {2, -1, 3}) {
      BigDecimal g = BigDecimal.valueOf(gradient);
      s = rho.multiply(s).add(quarter.multiply(g).multiply(g));
      BigDecimal delta =
          d.add(quarter).sqrt(forty).divide(s.add(quarter).sqrt(forty), forty).multiply(g);
      d = rho.multiply(d).add(quarter.multiply(delta).multiply(delta));
      theta = theta.subtract(delta);
      adaDelta.update(List.of(parameter), List.of(Device.reference().vector(gradient)));
      assertThat(parameter.value().item())
          .isCloseTo(theta.doubleValue(), within(3 * 30 * 8 * 0x1p-53));
    }
  }

  /**
   * Each device's writing, from the same numbers: s within γ₄ of the sum of its absolute terms; for
   * s as it came out, d within γ₁₆ and θ within u·|θ′| + γ₉·|η·Δ|; γ₄₄ and γ₂₃ where quotients and
   * roots are those of OpenCL.
   */
  @Property(tries = 150)
  void twinsAgreeWithinTheRoundingBound(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.chance(0.05) ? 40_001 : draw.from(1, 300);
    double rate = draw.chance(0.5) ? 1 : Math.exp(draw.normal());
    double rho = draw.random().nextDouble();
    double epsilon = draw.chance(0.5) ? 1e-6 : 0.01;
    Tensor p = draw.normals(new Shape(n));
    Tensor s = draw.tensor(new Shape(n), z -> draw.chance(0.1) ? 0 : z * z);
    Tensor d = draw.tensor(new Shape(n), z -> draw.chance(0.1) ? 0 : z * z / 100);
    Tensor g = draw.tensor(new Shape(n), z -> draw.chance(0.1) ? 0 : z * Math.exp(5 * z));
    double[] ps = p.toArray();
    double[] ss = s.toArray();
    double[] ds = d.toArray();
    double[] gs = g.toArray();
    for (Device<?> device : Twins.devices()) {
      Tensor[] there = {p.to(device), s.to(device), d.to(device), g.to(device)};
      AdaDelta.Kernel<Object> kernel = device.kernel(AdaDelta.Kernel.class);
      kernel.step(
          there[0].storage(),
          there[1].storage(),
          there[2].storage(),
          there[3].storage(),
          n,
          rate,
          rho,
          epsilon);
      double[] newS = there[1].toArray();
      Arithmetic fl = Arithmetic.of(device);
      boolean gpu = device.name().equals("gpu");
      double ofStep = fl.gamma(gpu ? 23 : 9) + Arithmetic.DOUBLE.gamma(20);
      double ofSquare = fl.gamma(gpu ? 44 : 16) + Arithmetic.DOUBLE.gamma(40);
      Expected squares = new Expected(n);
      Expected squareSteps = new Expected(n);
      Expected parameters = new Expected(n);
      for (int i = 0; i < n; i++) {
        double gi = gs[i];
        double fresh = (1 - rho) * gi * gi;
        squares.sum(i, rho * ss[i], fresh, fl.gamma(4), (3 + Math.abs(gi)) * fl.tiny());
        double delta = Math.sqrt(ds[i] + epsilon) / Math.sqrt(newS[i] + epsilon) * gi;
        double near0 = (3 + Math.abs(delta)) * fl.tiny();
        squareSteps.sum(i, rho * ds[i], (1 - rho) * delta * delta, ofSquare, near0);
        double exact = ps[i] - rate * delta;
        double error = fl.u() * Math.abs(exact) + ofStep * Math.abs(rate * delta);
        parameters.set(i, exact, error + (2 + rate) * fl.tiny());
      }
      squares.assertNear("s", newS, device);
      squareSteps.assertNear("d", there[2].toArray(), device);
      parameters.assertNear("θ", there[0].toArray(), device);
    }
  }

  /**
   * Only the proportions of the gradients count: a million times as large, they make the same
   * steps. Below the root stands s + ε, so that holds up to ε/s.
   */
  @Property(tries = 50)
  void gradientsOfAnySizeMakeTheSameSteps(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Parameter one = new Parameter("one", Device.reference().scalar(0));
    Parameter other = new Parameter("other", Device.reference().scalar(0));
    double epsilon = 1e-12;
    AdaDelta.Options options = new AdaDelta.Options().withEpsilon(epsilon);
    AdaDelta plain = new AdaDelta(options);
    AdaDelta scaled = new AdaDelta(options);
    for (int t = 1; t <= 10; t++) {
      double g = Draw.awayFromZero(draw.normal());
      plain.update(List.of(one), List.of(Device.reference().scalar(g)));
      scaled.update(List.of(other), List.of(Device.reference().scalar(1e6 * g)));
    }
    // s ≥ 0.05·0.95⁹·(1/16)², so ε/s < 10⁻⁸; the root is off by half of that, and ten steps pass it
    // on through d: less than a part of 10⁻⁷
    assertThat(other.value().item())
        .isCloseTo(one.value().item(), within(1e-7 * longest(10, epsilon)));
  }

  /** |Δ| ≤ √((d + ε)/(1 − ρ)), so d + ε at most doubles at each step: an upper bound on Σ |Δ|. */
  private static double longest(int steps, double epsilon) {
    double sum = 0;
    for (int t = 0; t < steps; t++) {
      sum += Math.sqrt(epsilon * Math.pow(2, t) / 0.05);
    }
    return sum;
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new AdaDelta.Options().withRho(1))
        .hasMessage("rho must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new AdaDelta.Options().withEpsilon(0))
        .hasMessageContaining("epsilon must be finite and at least 2⁻¹²⁶");
    assertThatThrownBy(() -> new AdaDelta(-1))
        .hasMessage("learning rate must be positive and finite, got -1.0");
  }
}
