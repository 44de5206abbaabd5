package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.AveragedWeights;
import twofold.nn.optim.Sgd;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code AveragedWeights}. */
class AveragedWeightsProperties {

  /**
   * d = ½, η = 1, from 8 by gradients 4, −2, 2: θ = 4, 6, 4; a = 2, 4, 4; divided by ½, ¾, ⅞: 4,
   * 16/3, 32/7.
   */
  @Example
  void threeStepsByHand() {
    Device<?> device = Device.reference();
    Parameter theta = new Parameter("θ", device.scalar(8));
    AveragedWeights averaged = new AveragedWeights(0.5, new Sgd(1));
    double[] gradients = {4, -2, 2};
    double[] expected = {4, 16 / 3.0, 32 / 7.0};
    for (int t = 0; t < 3; t++) {
      averaged.update(List.of(theta), List.of(device.scalar(gradients[t])));
      assertThat(averaged.averages().get(0).item()).isEqualTo(expected[t]);
    }
    assertThat(theta.value().item()).isEqualTo(4); // training does not see it
  }

  /** The mean of a constant is the constant, from the first step on, within γ₃ₜ₊₂. */
  @Property(tries = 50)
  void theMeanOfAConstantIsTheConstant(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double decay = draw.chance(0.3) ? 0.999 : 0.9 * draw.random().nextDouble();
    Tensor start = draw.normals(new Shape(7));
    double[] constant = start.toArray();
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    for (Device<?> device : devices) {
      Arithmetic fl = Arithmetic.of(device);
      Parameter theta = new Parameter("θ", start.to(device));
      AveragedWeights averaged = new AveragedWeights(decay, new Sgd(1));
      for (int t = 1; t <= 20; t++) {
        averaged.update(List.of(theta), List.of(device.zeros(7)));
        double[] mean = averaged.averages().get(0).toArray();
        // a quotient of OpenCL is off by five u instead of one; 1 − dᵗ in double by u/(1 − dᵗ)
        double ofCorrection = 4 * 0x1p-53 / (1 - Math.pow(decay, t));
        double error = fl.gamma(3 * t + 2 + (device.name().equals("gpu") ? 4 : 0)) + ofCorrection;
        for (int i = 0; i < constant.length; i++) {
          assertThat(Math.abs(mean[i] - constant[i]))
              .as("step %d on %s", t, device)
              .isLessThanOrEqualTo(error * Math.abs(constant[i]) + 2 * t * fl.tiny());
        }
      }
    }
  }

  /** Predictions may use the averages; afterwards the parameters are what they were. */
  @Example
  void averagesStandInForTheParameters() {
    Device<?> device = Device.reference();
    Parameter theta = new Parameter("θ", device.vector(8, 0));
    AveragedWeights averaged = new AveragedWeights(0.5, new Sgd(1));
    assertThatThrownBy(averaged::averages).hasMessage("there is no average before the first step");
    averaged.update(List.of(theta), List.of(device.vector(4, 0)));
    averaged.update(List.of(theta), List.of(device.vector(-2, 3)));
    double[] seen = averaged.withAverages(List.of(theta), () -> theta.value().toArray());
    assertThat(seen).containsExactly(16 / 3.0, -2);
    assertThat(theta.value().toArray()).containsExactly(6, -3);
    Parameter other = new Parameter("other", device.scalar(1));
    assertThatThrownBy(() -> averaged.withAverages(List.of(other), () -> 1))
        .hasMessageContaining("an optimiser serves one set of parameters, of shapes [(2)] here");
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new AveragedWeights(1, new Sgd(1)))
        .hasMessage("decay must be in [0, 1), got 1.0");
  }
}
