package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.ClippedGradients;
import twofold.nn.optim.Sgd;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code ClippedGradients}: seen by plain descent with rate 1 from 0, θ′ = −g. */
class ClippedGradientsProperties {
  private static final Sgd SGD = new Sgd(1);

  private static List<double[]> clipped(
      java.util.function.Function<Sgd, ClippedGradients> clip, List<Tensor> gradients) {
    List<Parameter> parameters = new ArrayList<>();
    for (Tensor g : gradients) {
      parameters.add(new Parameter("θ", g.device().full(g.shape(), 0)));
    }
    clip.apply(SGD).update(parameters, gradients);
    return parameters.stream().map(p -> p.value().negate().toArray()).toList();
  }

  /** (3, 4) has norm 5, and with 12 beside it 13. */
  @Example
  void byHand() {
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    for (Device<?> device : devices) {
      List<Tensor> gradients = List.of(device.vector(3, -4), device.vector(12));
      // c·exp(−½·ln s) is off by a part of (|ln s| + 2)·2u and a few u, see Clipping
      var near = within(12 * (device == Device.reference() ? 0x1p-48 : 0x1p-19));
      List<double[]> value = clipped(sgd -> ClippedGradients.byValue(3.5, sgd), gradients);
      assertThat(value.get(0)).containsExactly(3, -3.5);
      assertThat(value.get(1)).containsExactly(3.5);
      List<double[]> norm = clipped(sgd -> ClippedGradients.byNorm(10, sgd), gradients);
      assertThat(norm.get(0)).containsExactly(3, -4);
      assertThat(norm.get(1)[0]).isCloseTo(10, near);
      List<double[]> global = clipped(sgd -> ClippedGradients.byGlobalNorm(6.5, sgd), gradients);
      assertThat(global.get(0)[0]).isCloseTo(1.5, near);
      assertThat(global.get(0)[1]).isCloseTo(-2, near);
      assertThat(global.get(1)[0]).isCloseTo(6, near);
      List<double[]> none = clipped(sgd -> ClippedGradients.byGlobalNorm(14, sgd), gradients);
      assertThat(none.get(0)).containsExactly(3, -4);
      assertThat(none.get(1)).containsExactly(12);
    }
  }

  /**
   * The global norm keeps the direction of the whole step: all numbers by the same factor, and the
   * norm is min(‖g‖, c). In double the factor of the lesson is good to some 2⁻⁴⁸.
   */
  @Property(tries = 100)
  @Checks("clip-global-norm")
  void globalClippingKeepsTheDirection(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<Tensor> gradients = List.of(draw.normals(new Shape(3, 2)), draw.normals(new Shape(4)));
    double limit = Math.exp(draw.normal());
    double[] before = flat(gradients.stream().map(Tensor::toArray).toList());
    double[] after = flat(clipped(sgd -> ClippedGradients.byGlobalNorm(limit, sgd), gradients));
    double norm = norm(before);
    double factor = Math.min(1, limit / norm);
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(factor * before[i], within(Math.abs(before[i]) * 0x1p-48));
    }
    assertThat(norm(after)).isCloseTo(Math.min(norm, limit), within(norm * 0x1p-48));
  }

  private static double[] flat(List<double[]> parts) {
    return parts.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
  }

  private static double norm(double[] x) {
    return Math.sqrt(java.util.Arrays.stream(x).map(c -> c * c).sum());
  }

  /** Every rule takes it: with a limit nobody reaches not a bit changes. */
  @Example
  void outOfReachItChangesNothing() {
    for (Rules rule : Rules.ALL) {
      Draw draw = new Draw(new SplittableRandom(1));
      Tensor start = draw.normals(new Shape(5));
      Parameter one = new Parameter("one", start);
      Parameter other = new Parameter("other", start);
      var plain = rule.at(0.1);
      var clipping =
          ClippedGradients.byValue(
              1e3, ClippedGradients.byNorm(1e3, ClippedGradients.byGlobalNorm(1e3, rule.at(0.1))));
      for (int t = 0; t < 3; t++) {
        Tensor g = draw.normals(new Shape(5));
        plain.update(List.of(one), List.of(g));
        clipping.update(List.of(other), List.of(g));
      }
      assertThat(other.value().toArray()).as("%s", rule).isEqualTo(one.value().toArray());
    }
  }

  @Example
  void refusesWhatMakesNoSense() {
    for (double limit : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String message = "limit must be positive and finite, got " + limit;
      assertThatThrownBy(() -> ClippedGradients.byValue(limit, SGD)).hasMessage(message);
      assertThatThrownBy(() -> ClippedGradients.byNorm(limit, SGD)).hasMessage(message);
      assertThatThrownBy(() -> ClippedGradients.byGlobalNorm(limit, SGD)).hasMessage(message);
    }
  }
}
