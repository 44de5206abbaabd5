package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.MaxNorm;
import twofold.nn.optim.Sgd;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code MaxNorm}. */
class MaxNormProperties {

  /** Columns (3, 4) and (0.6, 0.8) to length 2, and a bias, which is left alone. */
  @Example
  void byHand() {
    Device<?> device = Device.reference();
    Parameter w = new Parameter("w", device.matrix(new double[] {3, 0.5}, new double[] {4, 1}));
    Parameter b = new Parameter("b", device.vector(100));
    Tensor none = device.zeros(2, 2);
    new MaxNorm(2.5, new Sgd(1), 0).update(List.of(w, b), List.of(none, device.zeros(1)));
    assertThat(w.value().toArray()).containsExactly(1.5, 0.5, 2, 1);
    assertThat(b.value().toArray()).containsExactly(100);
    new MaxNorm(1.25, new Sgd(1), -2).update(List.of(w, b), List.of(none, device.zeros(1)));
    assertThat(w.value().toArray()).containsExactly(0.75, 0.5, 1, 1);
  }

  /**
   * After a step no vector is longer than c, a short one is as it was to the bit, a long one has
   * kept its direction: all of it by one factor c/‖w‖. The norm of n numbers, scaled by the largest
   * of them, passes n + 6 roundings and a root and quotients: γ₂ₙ₊₄₀ bounds it on every device.
   */
  @Property(tries = 100)
  void shortensWhatIsTooLong(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int rows = draw.from(1, 8);
    int columns = draw.from(1, 8);
    boolean wholes = draw.chance(0.3);
    double limit = 2 * draw.random().nextDouble() + 0.1;
    Tensor start = draw.normals(new Shape(rows, columns));
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    for (Device<?> device : devices) {
      Parameter w = new Parameter("w", start.to(device));
      MaxNorm maxNorm = wholes ? new MaxNorm(limit, new Sgd(1)) : new MaxNorm(limit, new Sgd(1), 0);
      maxNorm.update(List.of(w), List.of(device.zeros(rows, columns)));
      double[] before = start.toArray();
      double[] after = w.value().toArray();
      double error = Arithmetic.of(device).gamma(2 * rows * columns + 40);
      for (int j = 0; j < (wholes ? 1 : columns); j++) {
        int stride = wholes ? 1 : columns;
        double norm = norm(before, j, stride);
        double factor = Math.min(1, limit / norm);
        boolean isInside = norm < limit * (1 - error);
        for (int i = j; i < before.length; i += stride) {
          double bound = isInside ? 0 : error * Math.abs(before[i]);
          assertThat(Math.abs(after[i] - factor * before[i])).isLessThanOrEqualTo(bound);
        }
        assertThat(norm(after, j, stride)).isLessThanOrEqualTo(limit * (1 + error));
      }
    }
  }

  private static double norm(double[] x, int from, int stride) {
    double sum = 0;
    for (int i = from; i < x.length; i += stride) {
      sum += x[i] * x[i];
    }
    return Math.sqrt(sum);
  }

  /** A vector of zeros stays one, and filters are constrained along their last three axes. */
  @Example
  void filtersAndZeros() {
    Device<?> device = Device.reference();
    Parameter filters = new Parameter("filters", device.ones(2, 1, 2, 2));
    Parameter zero = new Parameter("zero", device.zeros(2, 1, 2, 2));
    Tensor none = device.zeros(2, 1, 2, 2);
    new MaxNorm(1, new Sgd(1), 1, 2, 3).update(List.of(filters, zero), List.of(none, none));
    assertThat(filters.value().toArray()).containsOnly(0.5);
    assertThat(zero.value().toArray()).containsOnly(0);
  }

  /** The optimiser steps first: every rule can be constrained. */
  @Example
  void constrainsEveryRule() {
    for (Rules rule : Rules.ALL) {
      Parameter w = new Parameter("w", Device.reference().ones(4, 2));
      MaxNorm maxNorm = new MaxNorm(1, rule.at(rule.rate()), 0);
      for (int t = 0; t < 5; t++) {
        maxNorm.update(List.of(w), List.of(Device.reference().full(new Shape(4, 2), -1)));
        assertThat(norm(w.value().toArray(), 0, 2)).as("%s", rule).isLessThanOrEqualTo(1 + 1e-14);
      }
    }
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new MaxNorm(0, new Sgd(1)))
        .hasMessage("limit must be positive and finite, got 0.0");
  }
}
