package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.Adam;
import twofold.nn.optim.AdamW;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code AdamW}. */
class AdamWProperties {
  private static final Adam.Options BY_HAND =
      new Adam.Options().withRate(1).withBeta1(0.5).withBeta2(0.75).withEpsilon(0x1p-100);

  /**
   * The three steps of Adam by hand - η = 1, β₁ = ½, β₂ = ¾, gradients 2, 0, −2: steps 1,
   * ⅔/√(12/7), −(6/7)/√(100/37) - with λ = ¼: from θ = 8 to 8 − 1 − 8/4 = 5 to ¾·5 − … and so on.
   * Some twelve roundings a step of numbers up to 8.
   */
  @Example
  void threeStepsByHand() {
    Device<?> device = Device.reference();
    Parameter theta = new Parameter("θ", device.vector(8));
    AdamW adamW = new AdamW(new AdamW.Options(BY_HAND, 0.25));
    adamW.update(List.of(theta), List.of(device.vector(2)));
    assertThat(theta.value().item()).isEqualTo(5);
    adamW.update(List.of(theta), List.of(device.vector(0)));
    double second = 5 - 2 / 3.0 / Math.sqrt(12 / 7.0) - 5 / 4.0;
    assertThat(theta.value().item()).isCloseTo(second, within(12 * 8 * 0x1p-53));
    adamW.update(List.of(theta), List.of(device.vector(-2)));
    double third = second + 6 / 7.0 / Math.sqrt(100 / 37.0) - second / 4;
    assertThat(theta.value().item()).isCloseTo(third, within(24 * 8 * 0x1p-53));
  }

  /** Without decay it is Adam, to the bit, on every device. */
  @Property(tries = 30)
  void withoutDecayItIsAdam(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(draw.from(1, 50));
    Tensor start = draw.normals(shape);
    List<Tensor> gradients = List.of(draw.normals(shape), draw.normals(shape), draw.normals(shape));
    for (Device<?> device : Twins.devices()) {
      Parameter one = new Parameter("one", start.to(device));
      Parameter other = new Parameter("other", start.to(device));
      Adam adam = new Adam(0.1);
      AdamW adamW = new AdamW(new AdamW.Options().withRate(0.1).withDecay(0));
      for (Tensor g : gradients) {
        adam.update(List.of(one), List.of(g.to(device)));
        adamW.update(List.of(other), List.of(g.to(device)));
      }
      assertThat(other.value().toArray()).as("on %s", device).isEqualTo(one.value().toArray());
    }
  }

  /**
   * Decay is decoupled: without a gradient a weight shrinks by 1 − η·λ. With L2 regularisation Adam
   * takes a first step η long instead, whatever λ.
   */
  @Example
  void decayIsNotScaledLikeAGradient() {
    Device<?> device = Device.reference();
    for (double lambda : new double[] {0.25, 0.5}) {
      Parameter decays = new Parameter("decays", device.scalar(8));
      AdamW adamW = new AdamW(new AdamW.Options(BY_HAND.withRate(0.5), lambda));
      adamW.update(List.of(decays), List.of(device.scalar(0)));
      assertThat(decays.value().item()).isEqualTo(8 * (1 - 0.5 * lambda));

      Parameter regularised = new Parameter("regularised", device.scalar(8));
      Adam adam = new Adam(BY_HAND.withRate(0.5));
      adam.update(List.of(regularised), List.of(device.scalar(8 * lambda)));
      assertThat(regularised.value().item()).isEqualTo(7.5);
    }
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new AdamW.Options().withDecay(-1))
        .hasMessage("decay must be finite and at least 0, got -1.0");
    assertThatThrownBy(() -> new AdamW.Options(new Adam.Options().withBeta2(2), 0))
        .hasMessage("beta2 must be in [0, 1), got 2.0");
  }
}
