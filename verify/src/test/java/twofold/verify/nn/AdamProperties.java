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
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Adam}. */
@Checks("adam")
class AdamProperties {

  /**
   * Three steps of algorithm 1 with numbers that can be followed on paper: η = 1, β₁ = ½, β₂ = ¾,
   * gradients 2, 0, −2.
   *
   * <pre>
   *   t   m                    v                      m̂ = m/(1 − ½ᵗ)     v̂ = v/(1 − ¾ᵗ)        step
   *   1   ½·2 = 1              ¼·4 = 1                1/½ = 2            1/¼ = 4              2/2 = 1
   *   2   ½·1 = ½              ¾·1 = ¾                ½/¾ = ⅔            ¾/(7/16) = 12/7      ⅔/√(12/7)
   *   3   ½·½ − ½·2 = −¾       ¾·¾ + ¼·4 = 25/16      −¾/⅞ = −6/7        (25/16)/(37/64)      −6/7/√(100/37)
   * </pre>
   */
  @Example
  void threeStepsByHand() {
    Device<?> device = Device.reference();
    Parameter theta = new Parameter("θ", device.vector(5));
    double epsilon = 0x1p-100; // far below the roots, so that they stay what they are
    Adam adam =
        new Adam(
            new Adam.Options().withRate(1).withBeta1(0.5).withBeta2(0.75).withEpsilon(epsilon));
    adam.update(List.of(theta), List.of(device.vector(2)));
    assertThat(theta.value().item()).isEqualTo(4);
    double second = 4 - 2 / 3.0 / Math.sqrt(12 / 7.0);
    adam.update(List.of(theta), List.of(device.vector(0)));
    assertThat(theta.value().item()).isCloseTo(second, within(1e-15 * 16));
    double third = second + 6 / 7.0 / Math.sqrt(100 / 37.0);
    adam.update(List.of(theta), List.of(device.vector(-2)));
    assertThat(theta.value().item()).isCloseTo(third, within(1e-15 * 16));
  }

  /**
   * The paper's algorithm, line by line, over some steps with any options: m, v, m̂, v̂, θ. The
   * reference has η/(1 − β₁ᵗ) and 1/(1 − β₂ᵗ) ready before it comes to m and v. Six roundings make
   * either step - two of the numerator, one and a half and one of the root's, the sum, the quotient
   * - so they differ by γ₁₂ at most, and each difference θ − step is rounded.
   */
  @Property(tries = 100)
  void isThePapersAlgorithm(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Adam.Options options = options(draw);
    Adam adam = new Adam(options);
    double theta = draw.normal();
    Parameter parameter = new Parameter("θ", Device.reference().scalar(theta));
    double m = 0;
    double v = 0;
    double bound = 0;
    for (int t = 1; t <= 3; t++) {
      double g = draw.normal();
      m = options.beta1() * m + (1 - options.beta1()) * g;
      v = options.beta2() * v + (1 - options.beta2()) * g * g;
      double mHat = m / (1 - Math.pow(options.beta1(), t));
      double vHat = v / (1 - Math.pow(options.beta2(), t));
      double step = options.rate().at(t - 1) * (mHat / (Math.sqrt(vHat) + options.epsilon()));
      theta -= step;
      adam.update(List.of(parameter), List.of(Device.reference().scalar(g)));
      bound +=
          Arithmetic.DOUBLE.gamma(14) * Math.abs(step)
              + Arithmetic.DOUBLE.gamma(2) * Math.abs(theta);
      assertThat(Math.abs(parameter.value().item() - theta)).isLessThanOrEqualTo(bound);
    }
  }

  private static Adam.Options options(Draw draw) {
    return new Adam.Options()
        .withRate(Math.exp(draw.normal() - 4))
        .withBeta1(draw.chance(0.3) ? 0.9 : draw.random().nextDouble())
        .withBeta2(draw.chance(0.3) ? 0.999 : draw.random().nextDouble())
        .withEpsilon(draw.chance(0.5) ? 1e-8 : 0.01);
  }

  /**
   * No step is longer than η·√(Σ wᵢ²/uᵢ), whatever the gradients, where m̂ = Σ wᵢgᵢ and v̂ = Σ
   * uᵢgᵢ²: by Cauchy and Schwarz |Σ (wᵢ/√uᵢ)·(√uᵢ·gᵢ)| ≤ √(Σ wᵢ²/uᵢ)·√v̂. For the first step that
   * is η.
   */
  @Property(tries = 100)
  void stepsAreBoundedWhateverTheGradients(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double rate = 0.01;
    Adam adam = new Adam(rate);
    Parameter theta = new Parameter("θ", Device.reference().scalar(0));
    double scale = Math.exp(20 * draw.normal());
    double before = 0;
    for (int t = 1; t <= 30; t++) {
      double g = scale * draw.normal() * (draw.chance(0.1) ? 1e6 : 1);
      adam.update(List.of(theta), List.of(Device.reference().scalar(g)));
      double after = theta.value().item();
      double ratio = 0; // Σ wᵢ²/uᵢ
      for (int i = 1; i <= t; i++) {
        double w = 0.1 * Math.pow(0.9, t - i) / (1 - Math.pow(0.9, t));
        double u = 0.001 * Math.pow(0.999, t - i) / (1 - Math.pow(0.999, t));
        ratio += w * w / u;
      }
      double longest = rate * Math.sqrt(ratio) * (1 + 1e-12); // 1 − 0.999ᵗ cancels three digits
      assertThat(Math.abs(after - before)).isLessThanOrEqualTo(longest + 0x1p-52);
      before = after;
    }
  }

  /**
   * Only the ratio of gradients counts: all of them, and ε, times a power of two change not a bit,
   * on any device.
   */
  @Property(tries = 60)
  void isInvariantToTheScaleOfTheGradients(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double scale = Math.scalb(1.0, draw.from(-12, 12));
    Shape shape = new Shape(draw.from(1, 50));
    Tensor start = draw.normals(shape);
    List<Tensor> gradients = List.of(draw.normals(shape), draw.normals(shape), draw.normals(shape));
    for (Device<?> device : Twins.devices()) {
      Parameter one = new Parameter("one", start.to(device));
      Parameter other = new Parameter("other", start.to(device));
      Adam adam = new Adam(new Adam.Options().withRate(0.1).withEpsilon(0x1p-20));
      Adam scaled = new Adam(new Adam.Options().withRate(0.1).withEpsilon(0x1p-20 * scale));
      for (Tensor g : gradients) {
        adam.update(List.of(one), List.of(g.to(device)));
        scaled.update(List.of(other), List.of(g.multiply(scale).to(device)));
      }
      assertThat(other.value().toArray()).as("on %s", device).isEqualTo(one.value().toArray());
    }
  }

  /** Down a convex quadratic, to a millionth of the loss it began with. */
  @Property(tries = 10, seed = "1")
  void convergesOnAConvexQuadratic(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 6);
    Tensor a = SgdProperties.quadratic(draw, n, 0.05);
    Parameter theta = new Parameter("θ", draw.tensor(new Shape(1, n), z -> Draw.awayFromZero(z)));
    Adam adam = new Adam(0.03);
    double first = 0;
    double last = 0;
    for (int step = 0; step < 1500; step++) {
      Tensor loss = theta.value().matMul(a).multiply(theta.value()).sum().multiply(0.5);
      last = loss.item();
      first = step == 0 ? last : first;
      adam.update(List.of(theta), List.of(Gradients.of(loss, theta.value())));
    }
    assertThat(last).isLessThan(1e-6 * first);
  }

  /** A tensor of the old value can no longer be read. */
  @Example
  void readingAnOverwrittenTensorIsAnError() {
    for (Device<?> device : Twins.devices()) {
      Parameter theta = new Parameter("θ", device.ones(2, 3));
      Tensor old = theta.value();
      new Adam(0.5).update(List.of(theta), List.of(device.ones(2, 3)));
      assertThatThrownBy(old::toArray)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("parameter θ has been overwritten since");
    }
  }

  @Example
  void refusesWhatDoesNotFit() {
    Device<?> device = Device.reference();
    Parameter theta = new Parameter("θ", device.ones(2, 3));
    Parameter other = new Parameter("other", device.ones(4));
    Adam adam = new Adam(1);
    assertThatThrownBy(() -> adam.update(List.of(theta), List.of(device.ones(3, 2))))
        .hasMessage("parameter θ needs a gradient of its shape (2, 3), got (3, 2)");
    adam.update(List.of(theta), List.of(device.ones(2, 3)));
    assertThatThrownBy(() -> adam.update(List.of(other), List.of(device.ones(4))))
        .hasMessage(
            "an optimiser serves one set of parameters, of shapes [(2, 3)] here; got [(4)]");
    assertThatThrownBy(() -> new Adam(0)).hasMessageContaining("learning rate must be positive");
    assertThatThrownBy(() -> new Adam.Options().withBeta1(1))
        .hasMessage("beta1 must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new Adam.Options().withEpsilon(1e-50))
        .hasMessageContaining("the smallest normal float, got 1.0E-50");
  }
}
