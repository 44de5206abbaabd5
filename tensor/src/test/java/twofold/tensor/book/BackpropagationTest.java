package twofold.tensor.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Tanh.tanh;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import twofold.tensor.Device;
import twofold.tensor.GradientChecker;
import twofold.tensor.Gradients;
import twofold.tensor.Tensor;

/** The examples of the chapter "Backpropagation". */
class BackpropagationTest {
  private final Device<double[]> device = Device.reference();

  @Test
  void byHandAndByMachine() {
    // region example
    Tensor x = device.scalar(2);
    Tensor w = device.scalar(-1);
    Tensor u = x.multiply(w); // −2
    Tensor v = u.add(3); // 1
    Tensor loss = v.multiply(v).multiply(x); // 2
    List<Tensor> slopes = Gradients.of(loss, List.of(x, w));
    // endregion
    assertThat(loss.item()).isEqualTo(2);
    assertThat(slopes.get(0).item()).isEqualTo(-3);
    assertThat(slopes.get(1).item()).isEqualTo(8);
  }

  @Test
  void aDiamond() {
    // region diamond
    Tensor x = device.scalar(1);
    Tensor y = x;
    for (int i = 0; i < 50; i++) {
      y = y.add(y); // two paths at every step: 2⁵⁰ in all
    }
    Tensor slope = Gradients.of(y, x);
    // endregion
    assertThat(slope.item()).isEqualTo(0x1p50);
  }

  @Test
  void secondDerivatives() {
    // region second
    Tensor x = device.scalar(0.5);
    Tensor y = tanh(x);
    Tensor first = Gradients.of(y, x); // 1 − y²
    Tensor second = Gradients.of(first, x); // −2y(1 − y²)
    // endregion
    double t = Math.tanh(0.5);
    assertThat(first.item()).isCloseTo(1 - t * t, within(1e-15));
    assertThat(second.item()).isCloseTo(-2 * t * (1 - t * t), within(1e-15));
  }

  @Test
  void aCheck() {
    // region check
    Tensor x = device.vector(0.3, -1.2, 0.8);
    var report =
        GradientChecker.firstOrder(
            in -> exp(in.get(0)).multiply(in.get(0)).sum(), List.of(x), new SplittableRandom(1));
    // endregion
    assertThat(report.isRight()).as("%s", report).isTrue();
    assertThat(report.isSharp()).isTrue();
  }

  @Test
  void descending() {
    // region descend
    Tensor a = device.matrix(new double[][] {{3, 1}, {1, 2}});
    Tensor b = device.matrix(new double[][] {{1}, {-1}});
    Tensor x = device.zeros(2, 1);
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < 50; step++) {
      Tensor r = a.matMul(x).subtract(b);
      Tensor loss = r.multiply(r).sum();
      Tensor slope = Gradients.of(loss, x);
      x = x.subtract(slope.multiply(0.06)).stopGradient(); // a new beginning: no history
      losses.add(loss.item());
    }
    // endregion
    assertThat(losses.get(0)).isEqualTo(2);
    assertThat(losses.get(49)).isLessThan(1e-3);
    assertThat(losses).isSortedAccordingTo((p, q) -> Double.compare(q, p));
  }
}
