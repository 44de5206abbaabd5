package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.Optimiser;
import twofold.nn.optim.Sgd;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Sgd}. */
@Checks("gradient-descent")
class SgdProperties {

  /** Three steps of θ ← θ − η·g by hand; with halves and quarters nothing is rounded. */
  @Example
  void threeStepsByHand() {
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    for (Device<?> device : devices) {
      Parameter theta = new Parameter("θ", device.vector(1, -2));
      Optimiser sgd = new Sgd(0.25);
      sgd.update(List.of(theta), List.of(device.vector(2, 4)));
      assertThat(theta.value().toArray()).containsExactly(0.5, -3);
      sgd.update(List.of(theta), List.of(device.vector(-1, 0)));
      assertThat(theta.value().toArray()).containsExactly(0.75, -3);
      sgd.update(List.of(theta), List.of(device.vector(3, -8)));
      assertThat(theta.value().toArray()).containsExactly(0, -1);
    }
  }

  /** |fl(θ′) − θ′| ≤ u·|θ′| + γ₃·|η·g| on every device, and the smallest normal number near 0. */
  @Property(tries = 150)
  void twinsAgreeWithinTheRoundingBound(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.chance(0.05) ? new Shape(40_001) : draw.shape();
    double rate = Math.exp(draw.normal() - 3);
    Tensor theta = draw.normals(shape);
    Tensor g = draw.tensor(shape, z -> Math.exp(3 * draw.normal()) * z);
    var look = draw.look(shape.rank());
    double[] from = theta.toArray();
    double[] gradient = look.apply(g).toArray();
    for (Device<?> device : Twins.devices()) {
      Parameter there = new Parameter("θ", theta.to(device));
      new Sgd(rate).update(List.of(there), List.of(look.apply(g.to(device))));
      Arithmetic fl = Arithmetic.of(device);
      double[] expected = new double[from.length];
      double[] bound = new double[from.length];
      for (int i = 0; i < from.length; i++) {
        double step = rate * gradient[i];
        expected[i] = from[i] - step;
        bound[i] = fl.u() * Math.abs(expected[i]) + fl.gamma(3) * Math.abs(step) + 2 * fl.tiny();
      }
      assertThat(Twins.difference(expected, there.value().toArray(), bound))
          .as("on %s", device)
          .isEmpty();
    }
  }

  /**
   * On f(θ) = ½·θᵀAθ with the eigenvalues λ of A in [μ, 1] every step multiplies the distance to
   * the minimum by max |1 − η·λ| = max(1 − η·μ, η − 1) at most: θ′ = (I − η·A)·θ, up to rounding of
   * the n terms. For η < 2 that is a contraction.
   */
  @Property(tries = 50)
  void contractsOnAConvexQuadratic(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 6);
    double mu = 0.25;
    double rate = draw.chance(0.3) ? 1 : 0.1 + 1.8 * draw.random().nextDouble();
    double factor = Math.max(1 - rate * mu, rate - 1);
    Tensor a = quadratic(draw, n, mu);
    Parameter theta = new Parameter("θ", draw.normals(new Shape(1, n)));
    Optimiser sgd = new Sgd(rate);
    // reflecting twice rounds A, the product rounds Aθ: some 4n roundings of terms of norm √n at
    // most; η takes the step to twice its length at most
    double rounding = 2 * Arithmetic.DOUBLE.gamma(4 * n + 20) * (1 + n);
    double before = norm(theta.value());
    for (int step = 0; step < 40; step++) {
      Tensor loss = theta.value().matMul(a).multiply(theta.value()).sum().multiply(0.5);
      sgd.update(List.of(theta), List.of(Gradients.of(loss, theta.value())));
      double after = norm(theta.value());
      assertThat(after).isLessThanOrEqualTo((factor + rounding) * before);
      before = after;
    }
  }

  /** H·D·H, symmetric: H = I − 2vvᵀ/vᵀv is a reflection, D diagonal with numbers in [μ, 1]. */
  static Tensor quadratic(Draw draw, int n, double mu) {
    double[] v = draw.normals(new Shape(n)).toArray();
    double square = Arrays.stream(v).map(c -> c * c).sum();
    double[][] h = new double[n][n];
    double[] d = new double[n];
    for (int i = 0; i < n; i++) {
      d[i] = i == 0 ? mu : i == 1 ? 1 : mu + (1 - mu) * draw.random().nextDouble();
      for (int j = 0; j < n; j++) {
        h[i][j] = (i == j ? 1 : 0) - 2 * v[i] * v[j] / square;
      }
    }
    Tensor reflection = Device.reference().matrix(h);
    return reflection.multiply(Device.reference().vector(d)).matMul(reflection);
  }

  static double norm(Tensor x) {
    return Math.sqrt(Arrays.stream(x.toArray()).map(c -> c * c).sum());
  }

  /** It remembers nothing, so one may serve first these parameters and then those. */
  @Example
  void servesAnyParameters() {
    Device<?> device = Device.reference();
    Parameter one = new Parameter("one", device.vector(1));
    Parameter other = new Parameter("other", device.vector(2, 3));
    Optimiser sgd = new Sgd(0.5);
    sgd.update(List.of(one), List.of(device.vector(2)));
    sgd.update(List.of(one, other), List.of(device.vector(4), device.vector(2, -2)));
    assertThat(one.value().toArray()).containsExactly(-2);
    assertThat(other.value().toArray()).containsExactly(1, 4);
    assertThat(sgd.state().keySet()).containsExactly("steps");
  }

  /** A tensor of the old value can no longer be read, nor can what shows it in another layout. */
  @Example
  void readingAnOverwrittenTensorIsAnError() {
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    for (Device<?> device : devices) {
      Parameter theta = new Parameter("θ", device.ones(2, 3));
      Tensor old = theta.value();
      Tensor turned = old.transpose();
      new Sgd(0.5).update(List.of(theta), List.of(device.ones(2, 3)));
      for (Tensor gone : List.of(old, turned)) {
        assertThatThrownBy(gone::toArray)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("parameter θ has been overwritten since");
      }
      assertThat(theta.value().toArray()).containsOnly(0.5);
    }
  }

  @Example
  void refusesWhatDoesNotFit() {
    Parameter theta = new Parameter("θ", Device.reference().ones(2, 3));
    Optimiser sgd = new Sgd(1);
    assertThatThrownBy(() -> sgd.update(List.of(theta), List.of()))
        .hasMessage("1 parameters need as many gradients, got 0");
    assertThatThrownBy(() -> sgd.update(List.of(theta), List.of(Device.reference().ones(3, 2))))
        .hasMessage("parameter θ needs a gradient of its shape (2, 3), got (3, 2)");
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Sgd(rate))
          .hasMessage("learning rate must be positive and finite, got " + rate);
    }
    assertThat(theta.value().toArray()).containsOnly(1);
  }
}
