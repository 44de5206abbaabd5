package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.AdaGrad;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code AdaGrad}. */
class AdaGradProperties {

  /**
   * η = 1, gradients 3, 4, −12: s = 9, 25, 169, so the steps are 3/3, 4/5, −12/13. Three roundings
   * a step of numbers below 8.
   */
  @Example
  void threeStepsByHand() {
    Device<?> device = Device.reference();
    Parameter theta = new Parameter("θ", device.vector(5));
    AdaGrad adaGrad = new AdaGrad(new AdaGrad.Options().withRate(1).withEpsilon(0x1p-100));
    adaGrad.update(List.of(theta), List.of(device.vector(3)));
    assertThat(theta.value().item()).isEqualTo(4);
    adaGrad.update(List.of(theta), List.of(device.vector(4)));
    assertThat(theta.value().item()).isCloseTo(3.2, within(3 * 8 * 0x1p-53));
    adaGrad.update(List.of(theta), List.of(device.vector(-12)));
    assertThat(theta.value().item()).isCloseTo(3.2 + 12 / 13.0, within(6 * 8 * 0x1p-53));
  }

  /**
   * Theorem 5 of the paper, for the loss ½·θᵀAθ with its minimum at 0: Σ ⟨gₜ, θₜ⟩ ≤ Σᵢ (D²/(2η) +
   * η)·√(Σ gₜᵢ²) + ε·n·D²/(2η), with D the largest |θₜᵢ| on the way. As ⟨g, θ⟩ is twice the loss,
   * the best loss of T steps is below half of the right side divided by T: it falls like 1/√T at
   * least.
   */
  @Property(tries = 50)
  void keepsThePapersBound(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 6);
    Tensor a = SgdProperties.quadratic(draw, n, 0.05);
    double rate = Math.exp(draw.normal() - 1);
    Parameter theta = new Parameter("θ", draw.normals(new Shape(1, n)));
    AdaGrad adaGrad = new AdaGrad(rate);
    double largest = 0;
    double sum = 0;
    double[] squares = new double[n];
    for (int t = 1; t <= 300; t++) {
      Tensor g = theta.value().matMul(a);
      double[] gs = g.toArray();
      double[] thetas = theta.value().toArray();
      for (int i = 0; i < n; i++) {
        sum += gs[i] * thetas[i];
        squares[i] += gs[i] * gs[i];
        largest = Math.max(largest, Math.abs(thetas[i]));
      }
      double roots = Arrays.stream(squares).map(Math::sqrt).sum();
      double half = largest * largest / (2 * rate);
      double bound = (half + rate) * roots + 1e-10 * n * half;
      assertThat(sum).as("after %d steps", t).isLessThanOrEqualTo(bound * (1 + 1e-10));
      adaGrad.update(List.of(theta), List.of(g));
    }
  }

  /** The size of the gradients does not matter, only their proportions: to the bit with 2ᵏ. */
  @Property(tries = 50)
  void isInvariantToTheScaleOfTheGradients(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double scale = Math.scalb(1.0, draw.from(-12, 12));
    Parameter one = new Parameter("one", Device.reference().scalar(1));
    Parameter other = new Parameter("other", Device.reference().scalar(1));
    AdaGrad plain = new AdaGrad(new AdaGrad.Options().withRate(0.1).withEpsilon(0x1p-20));
    AdaGrad scaled = new AdaGrad(new AdaGrad.Options().withRate(0.1).withEpsilon(0x1p-20 * scale));
    for (int t = 0; t < 5; t++) {
      double g = draw.normal();
      plain.update(List.of(one), List.of(Device.reference().scalar(g)));
      scaled.update(List.of(other), List.of(Device.reference().scalar(g * scale)));
    }
    assertThat(other.value().item()).isEqualTo(one.value().item());
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new AdaGrad.Options().withEpsilon(-1))
        .hasMessageContaining("epsilon must be finite and at least 2⁻¹²⁶");
  }
}
