package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.Nesterov;
import twofold.nn.schedule.Schedule;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Nesterov}. */
class NesterovProperties {

  /**
   * η = ¼, μ = ½, gradients 2, 0, −4: v = −½, −¼, −⅛ + 1 = ⅞; φ = 1 − ¼ − ½ = ¼, ¼ − ⅛ = ⅛, ⅛ +
   * 7/16 + 1 = 25/16. With halves nothing is rounded, on any device.
   */
  @Example
  void threeStepsByHand() {
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    for (Device<?> device : devices) {
      Parameter phi = new Parameter("φ", device.vector(1));
      Nesterov nesterov = new Nesterov(new Nesterov.Options().withRate(0.25).withMomentum(0.5));
      nesterov.update(List.of(phi), List.of(device.vector(2)));
      assertThat(phi.value().item()).isEqualTo(0.25);
      nesterov.update(List.of(phi), List.of(device.vector(0)));
      assertThat(phi.value().item()).isEqualTo(0.125);
      nesterov.update(List.of(phi), List.of(device.vector(-4)));
      assertThat(phi.value().item()).isEqualTo(1.5625);
    }
  }

  /**
   * It is momentum that measures the slope where its velocity takes it: the textbook's θ and v, by
   * v ← μ·v − η·∇f(θ + μ·v), stay at φ = θ + μ·v. On f = ¼θ⁴ + ½θ², which is not a quadratic.
   */
  @Property(tries = 100)
  void isMomentumAtTheLookAhead(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double rate = 0.1 * draw.random().nextDouble() + 1e-3;
    double mu = 0.9 * draw.random().nextDouble();
    double theta = 2 * draw.random().nextDouble() - 1;
    double v = 0;
    Parameter phi = new Parameter("φ", Device.reference().scalar(theta));
    Nesterov nesterov = new Nesterov(new Nesterov.Options(Schedule.constant(rate), mu));
    for (int t = 1; t <= 50; t++) {
      v = mu * v - rate * slope(theta + mu * v);
      theta += v;
      double g = slope(phi.value().item());
      nesterov.update(List.of(phi), List.of(Device.reference().scalar(g)));
      // f'' ≤ 4 on [−1, 1], η·f'' < 1/2: no error grows, those of ten roundings a step add up, ten
      // times for the memory of v
      assertThat(Math.abs(phi.value().item() - (theta + mu * v)))
          .isLessThanOrEqualTo(Arithmetic.DOUBLE.gamma(100.0 * t));
    }
  }

  private static double slope(double x) {
    return x * x * x + x;
  }

  /**
   * With η = 1/L and μ = (√κ − 1)/(√κ + 1) the loss at θ = φ − μ·v obeys f(θₜ) ≤ (1 − 1/√κ)ᵗ·(f(θ₀)
   * + ½·l·‖θ₀‖²). [Nesterov 2004, theorem 2.2.3] L and l are a hundredth beyond the eigenvalues.
   */
  @Property(tries = 50)
  void convergesAtNesterovsRate(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 6);
    double smallest = 0.04;
    Tensor a = SgdProperties.quadratic(draw, n, smallest);
    double l = 0.99 * smallest;
    double root = Math.sqrt(1.01 / l);
    double mu = (root - 1) / (root + 1);
    Parameter phi = new Parameter("φ", draw.normals(new Shape(1, n)));
    Nesterov nesterov = new Nesterov(new Nesterov.Options(Schedule.constant(1 / 1.01), mu));
    double norm = SgdProperties.norm(phi.value());
    double start = loss(phi.value(), a) + 0.5 * l * norm * norm;
    // as for momentum; the loss feels an error of the place times its slope, at most 1
    double rounding = Arithmetic.DOUBLE.gamma(4 * n + 30) * (1 + n) * 40 * norm * norm;
    for (int t = 1; t <= 80; t++) {
      nesterov.update(List.of(phi), List.of(phi.value().matMul(a)));
      Tensor v = nesterov.state().get("0.velocity");
      Tensor theta = phi.value().subtract(v.multiply(mu));
      assertThat(loss(theta, a))
          .as("step %d", t)
          .isLessThanOrEqualTo(Math.pow(1 - 1 / root, t) * start + rounding * root * root);
    }
  }

  private static double loss(Tensor theta, Tensor a) {
    return 0.5 * theta.matMul(a).multiply(theta).sum().item();
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new Nesterov.Options().withMomentum(-0.1))
        .hasMessage("momentum must be in [0, 1), got -0.1");
  }
}
