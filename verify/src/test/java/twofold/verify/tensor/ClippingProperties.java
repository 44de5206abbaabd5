package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Clipping;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;

/** Theorems about {@code Clipping}. */
class ClippingProperties {

  private static double norm(List<Tensor> tensors) {
    return Math.sqrt(
        tensors.stream()
            .flatMapToDouble(x -> Arrays.stream(x.toArray()))
            .map(value -> value * value)
            .sum());
  }

  private static List<Tensor> some(Draw draw) {
    double scale = Math.scalb(1, draw.from(-20, 20));
    return List.of(
        draw.tensor(draw.shape(), z -> scale * z), draw.tensor(draw.shape(), z -> scale * z));
  }

  /** How far the factor may be off, relatively: the bound of the lesson, for n numbers. */
  private static double rounding(Device<?> device, double norm, int n) {
    Arithmetic fl = Arithmetic.of(device);
    double logarithm = 2 * Math.abs(Math.log(norm));
    return fl.gamma(n + 2.0) + fl.ulp(fl.exp()) + (fl.ulp(fl.log()) + 3 * fl.u()) * (logarithm + 1);
  }

  /** The norm of what comes out is min(‖x‖, c), on every device. */
  @Property(tries = 200)
  void theNormIsTheSmallerOfTheTwo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<Tensor> x = some(draw);
    double norm = norm(x);
    double limit = (float) (norm * draw.from(1, 30) / 10 + 1e-30);
    for (Device<?> device : Device.all()) {
      List<Tensor> there = x.stream().map(in -> in.to(device)).toList();
      double clipped = norm(Clipping.byGlobalNorm(there, limit));
      int n = x.get(0).size() + x.get(1).size();
      double expected = Math.min(norm, limit);
      assertThat(Math.abs(clipped - expected))
          .as("on %s", device)
          .isLessThanOrEqualTo(rounding(device, norm, n) * expected);
    }
  }

  /** All elements are multiplied by one positive number, at most 1 up to rounding. */
  @Property(tries = 200)
  void theDirectionIsKept(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<Tensor> x = some(draw);
    double norm = norm(x);
    double limit = norm * draw.from(1, 30) / 10 + 1e-30;
    List<Tensor> clipped = Clipping.byGlobalNorm(x, limit);
    double factor = Math.min(1, limit / norm);
    double bound = rounding(Device.reference(), norm, x.get(0).size() + x.get(1).size());
    for (int k = 0; k < x.size(); k++) {
      double[] before = x.get(k).toArray();
      double[] after = clipped.get(k).toArray();
      for (int i = 0; i < before.length; i++) {
        assertThat(Math.abs(after[i] - factor * before[i]))
            .isLessThanOrEqualTo(bound * factor * Math.abs(before[i]));
      }
    }
  }

  /** What is short enough is not touched, not by a bit; zeros least of all. */
  @Property(tries = 200)
  void whatIsShortComesBack(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<Tensor> x = some(draw);
    double limit = 1.001 * norm(x) + 1e-30;
    List<Tensor> clipped = Clipping.byGlobalNorm(x, limit);
    assertThat(clipped.get(0).toArray()).isEqualTo(x.get(0).toArray());
    assertThat(clipped.get(1).toArray()).isEqualTo(x.get(1).toArray());
  }

  @Example
  void zerosStayZeros() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.zeros(3);
      Tensor clipped = Clipping.byNorm(x, 1);
      assertThat(clipped.toArray()).containsExactly(0, 0, 0);
      assertThat(Gradients.of(clipped.sum(), x).toArray()).containsExactly(1, 1, 1);
      assertThat(Clipping.byNorm(device.zeros(0), 1).toArray()).isEmpty();
    }
  }

  /** At the very limit the factor is 1. */
  @Example
  void theLimitItselfIsAllowed() {
    for (Device<?> device : Device.all()) {
      assertThat(Clipping.byNorm(device.vector(3, 4), 5).toArray()).containsExactly(3, 4);
    }
  }

  /** One factor for all, where clipping each by its own norm would turn the step. */
  @Example
  void globalIsNotOneByOne() {
    Device<?> device = Device.reference();
    List<Tensor> x = List.of(device.vector(30), device.vector(-40));
    List<Tensor> clipped = Clipping.byGlobalNorm(x, 5);
    assertThat(clipped.get(0).item()).isCloseTo(3, org.assertj.core.data.Offset.offset(1e-14));
    assertThat(clipped.get(1).item()).isCloseTo(-4, org.assertj.core.data.Offset.offset(1e-14));
    assertThat(Clipping.byNorm(x.get(0), 5).item())
        .isCloseTo(5, org.assertj.core.data.Offset.offset(1e-14));
  }

  /** The gradient, and the gradient of the gradient, on both sides of the kink. */
  @Property(tries = 200)
  void gradientIsTheDerivative(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<Tensor> x =
        List.of(
            draw.tensor(new Shape(draw.from(1, 5)), Draw::awayFromZero),
            draw.tensor(new Shape(draw.from(1, 3), 2), Draw::awayFromZero));
    double limit = norm(x) * (draw.chance(0.7) ? 0.5 : 1.5);
    int which = draw.from(0, 1);
    var first =
        GradientCheck.firstOrder(
            in -> Clipping.byGlobalNorm(in, limit).get(which), x, draw.random());
    assertThat(first.units()).as("%s", first).isLessThanOrEqualTo(1);
    assertThat(first.isSharp()).as("%s", first).isTrue();
    var second =
        GradientCheck.secondOrder(
            in -> Clipping.byGlobalNorm(in, limit).get(which), x, draw.random());
    assertThat(second.units()).as("%s", second).isLessThanOrEqualTo(1);
    assertThat(second.isSharp()).as("%s", second).isTrue();
  }

  @Example
  void whatIsNotFiniteIsSeen() {
    for (Device<?> device : Device.all()) {
      for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
        Tensor clipped = Clipping.byNorm(device.vector(0, 1, bad), 5);
        assertThat(clipped.toArray()).containsOnly(Double.NaN);
      }
    }
  }

  @Example
  void limitsThatMakeNoSenseAreNamed() {
    Tensor x = Device.reference().vector(1);
    for (double limit : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Clipping.byNorm(x, limit))
          .hasMessage("the norm to clip to must be positive and finite, got " + limit);
    }
    assertThatThrownBy(() -> Clipping.byGlobalNorm(List.of(), 1)).hasMessageContaining("got none");
  }
}
