package twofold.nn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import twofold.nn.optim.Adam;
import twofold.nn.optim.ClippedGradients;
import twofold.nn.optim.Momentum;
import twofold.nn.optim.Optimiser;
import twofold.nn.optim.Sgd;
import twofold.nn.schedule.Cosine;
import twofold.nn.schedule.WarmUp;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/** The examples of the chapter "Optimisers". */
class OptimisersTest {
  private final Device<double[]> device = Device.reference();

  /** ½·(x² + 20·y²). */
  private Tensor valley(Tensor p) {
    return p.multiply(p).multiply(device.vector(0.5, 10)).sum();
  }

  @Test
  void aStep() {
    Parameter p = new Parameter("p", device.vector(8, 2));
    // region step
    Optimiser optimiser = new Sgd(0.09);
    Tensor slope = Gradients.of(valley(p.value()), p.value()); // (x, 20·y)
    optimiser.update(List.of(p), List.of(slope));
    // endregion
    assertThat(p.value().toArray()[0]).isCloseTo(8 - 0.09 * 8, within(1e-12));
    assertThat(p.value().toArray()[1]).isCloseTo(2 - 0.09 * 40, within(1e-12));
  }

  @Test
  void theSizeOfTheGradientDoesNotMatterToAdam() {
    Parameter p = new Parameter("p", device.vector(1, 1));
    // region scale
    Tensor slope = device.vector(1e-3, 1e3);
    new Adam(0.01).update(List.of(p), List.of(slope)); // both move by 0.01
    // endregion
    assertThat(p.value().toArray()[0]).isCloseTo(0.99, within(1e-6));
    assertThat(p.value().toArray()[1]).isCloseTo(0.99, within(1e-6));
  }

  @Test
  void puttingThemTogether() {
    Parameter p = new Parameter("p", device.vector(8, 2));
    // region together
    var rate = new WarmUp(100, new Cosine(0.001, 10_000)); // slowly up, then half a wave down
    Optimiser optimiser =
        ClippedGradients.byGlobalNorm(1, new Adam(new Adam.Options().withRate(rate)));
    // endregion
    optimiser.update(List.of(p), List.of(device.vector(1e9, 0)));
    assertThat(p.value().toArray()[0]).isBetween(7.9, 8.0);
  }

  @Test
  void stoppedAndGoneOn() {
    Parameter p = new Parameter("p", device.vector(8, 2));
    Parameter q = new Parameter("q", device.vector(8, 2));
    Tensor slope = device.vector(1, -1);
    Optimiser never = new Momentum(0.1);
    never.update(List.of(p), List.of(slope));
    Optimiser first = new Momentum(0.1);
    first.update(List.of(q), List.of(slope));
    // region resume
    Map<String, Tensor> saved = first.state(); // named tensors: to a file and back
    Optimiser second = new Momentum(0.1);
    second.restore(saved);
    // endregion
    never.update(List.of(p), List.of(slope));
    second.update(List.of(q), List.of(slope));
    assertThat(q.value().toArray()).containsExactly(p.value().toArray());
  }
}
