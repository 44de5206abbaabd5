package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.Momentum;
import twofold.nn.schedule.Schedule;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Momentum}. */
@Checks("momentum")
class MomentumProperties {

  /**
   * η = ¼, μ = ½, gradients 2, 0, −4: v = −½, −¼, −⅛ + 1 = ⅞; θ = 1 − ½ = ½, ¼, 9/8. With halves
   * nothing is rounded, on any device.
   */
  @Example
  void threeStepsByHand() {
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    for (Device<?> device : devices) {
      Parameter theta = new Parameter("θ", device.vector(1));
      Momentum momentum = new Momentum(new Momentum.Options().withRate(0.25).withMomentum(0.5));
      momentum.update(List.of(theta), List.of(device.vector(2)));
      assertThat(theta.value().item()).isEqualTo(0.5);
      momentum.update(List.of(theta), List.of(device.vector(0)));
      assertThat(theta.value().item()).isEqualTo(0.25);
      momentum.update(List.of(theta), List.of(device.vector(-4)));
      assertThat(theta.value().item()).isEqualTo(1.125);
    }
  }

  /**
   * With the best constants for eigenvalues in [l, L] the distance from the minimum after k steps
   * is at most ρᵏ·(1 + k + ρ·k) of what it was, ρ = (√κ − 1)/(√κ + 1).
   *
   * <p>Along an eigenvector eₖ₊₁ = (1 + μ − η·λ)·eₖ − μ·eₖ₋₁ and e₁ = (1 − η·λ)·e₀. With μ = ρ² and
   * 2ρ·c = 1 + μ − η·λ, where |c| ≤ 1, that is solved by eₖ = ρᵏ·(Uₖ(c) − ρ·Uₖ₋₁(c))·e₀ with
   * Chebyshev's polynomials of the second kind, and |Uₖ| ≤ k + 1. [l, L] is taken a hundredth wider
   * than the eigenvalues are.
   */
  @Property(tries = 50)
  void convergesAsFastAsTheRootOfTheConditionAllows(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 6);
    double mu = 0.04;
    Tensor a = SgdProperties.quadratic(draw, n, mu);
    double rootL = Math.sqrt(1.01);
    double rootl = Math.sqrt(0.99 * mu);
    double rho = (rootL - rootl) / (rootL + rootl);
    double rate = 4 / ((rootL + rootl) * (rootL + rootl));
    Parameter theta = new Parameter("θ", draw.normals(new Shape(1, n)));
    Momentum momentum = new Momentum(new Momentum.Options(Schedule.constant(rate), rho * rho));
    double start = SgdProperties.norm(theta.value());
    // Each step rounds A, the product, the update: of numbers no larger than start·(1 + 2k)·ρᵏ ≤ 3
    // times start each; a step's error is passed on like a start with a velocity of its own.
    double perStep = Arithmetic.DOUBLE.gamma(4 * n + 30) * (1 + n) * 6 * start;
    double rounding = perStep * 6 / ((1 - rho) * (1 - rho));
    for (int k = 1; k <= 80; k++) {
      momentum.update(List.of(theta), List.of(theta.value().matMul(a)));
      double bound = Math.pow(rho, k) * (1 + k + rho * k) * start;
      assertThat(SgdProperties.norm(theta.value()))
          .as("step %d", k)
          .isLessThanOrEqualTo(bound + rounding);
    }
  }

  /** A constant gradient speeds it up to η·g/(1 − μ), and never beyond. */
  @Example
  void reachesItsFinalSpeed() {
    Parameter theta = new Parameter("θ", Device.reference().scalar(0));
    Momentum momentum = new Momentum(new Momentum.Options().withRate(0.5).withMomentum(0.75));
    double before = 0;
    for (int t = 1; t <= 60; t++) {
      momentum.update(List.of(theta), List.of(Device.reference().scalar(-1)));
      double speed = theta.value().item() - before;
      before = theta.value().item();
      // v = 2·(1 − ¾ᵗ); θ below 128 is rounded to multiples of 2⁻⁴⁶, the difference of two with it
      double expected = 2 * (1 - Math.pow(0.75, t));
      assertThat(Math.abs(speed - expected)).isLessThanOrEqualTo(0x1p-45);
    }
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new Momentum.Options().withMomentum(1))
        .hasMessage("momentum must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new Momentum(Double.NaN))
        .hasMessage("learning rate must be positive and finite, got NaN");
  }
}
