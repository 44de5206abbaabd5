package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.RmsProp;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.verify.tensor.Draw;

/** Theorems about {@code RmsProp}. */
class RmsPropProperties {

  /**
   * η = 1, ρ = ¾, gradients 2, 1, −5: s = ¼·4 = 1, ¾ + ¼ = 1, ¾ + 25/4 = 7, so the steps are 2, 1,
   * −5/√7. Three roundings a step of numbers below 8.
   */
  @Example
  void threeStepsByHand() {
    Device<?> device = Device.reference();
    Parameter theta = new Parameter("θ", device.vector(5));
    RmsProp rmsProp =
        new RmsProp(new RmsProp.Options().withRate(1).withRho(0.75).withEpsilon(0x1p-100));
    rmsProp.update(List.of(theta), List.of(device.vector(2)));
    assertThat(theta.value().item()).isEqualTo(3);
    rmsProp.update(List.of(theta), List.of(device.vector(1)));
    assertThat(theta.value().item()).isEqualTo(2);
    rmsProp.update(List.of(theta), List.of(device.vector(-5)));
    assertThat(theta.value().item()).isCloseTo(2 + 5 / Math.sqrt(7), within(3 * 8 * 0x1p-53));
  }

  /** No step is longer than η/√(1 − ρ), whatever the gradients; the first is as long as that. */
  @Property(tries = 100)
  void stepsAreBoundedWhateverTheGradients(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double rho = draw.random().nextDouble();
    double scale = Math.exp(5 * draw.normal()); // ε, 10⁻³⁸, stays far below √s
    RmsProp rmsProp =
        new RmsProp(
            new RmsProp.Options().withRate(0.01).withRho(rho).withEpsilon(Float.MIN_NORMAL));
    double longest = 0.01 / Math.sqrt(1 - rho);
    Parameter theta = new Parameter("θ", Device.reference().scalar(0));
    double before = 0;
    for (int t = 1; t <= 30; t++) {
      double g = scale * Draw.awayFromZero(draw.normal()) * (draw.chance(0.1) ? 1e6 : 1);
      rmsProp.update(List.of(theta), List.of(Device.reference().scalar(g)));
      double step = Math.abs(theta.value().item() - before);
      before = theta.value().item();
      // eight roundings of the step, and of θ, which is no more than the steps together
      assertThat(step).isLessThanOrEqualTo(longest * (1 + (8 + t) * 0x1p-52));
      if (t == 1) {
        assertThat(step).isCloseTo(longest, within(longest * 16 * 0x1p-53));
      }
    }
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new RmsProp.Options().withRho(-0.5))
        .hasMessage("rho must be in [0, 1), got -0.5");
    assertThatThrownBy(() -> new RmsProp.Options().withRate(0))
        .hasMessage("learning rate must be positive and finite, got 0.0");
  }
}
