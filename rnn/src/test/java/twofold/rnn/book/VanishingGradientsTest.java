package twofold.rnn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.nn.optim.ClippedGradients;
import twofold.nn.optim.Optimiser;
import twofold.nn.optim.Sgd;
import twofold.tensor.Device;
import twofold.tensor.Parameter;

/** The examples of the chapter "Why gradients vanish". */
class VanishingGradientsTest {
  private final Device<?> device = Device.reference();

  @Test
  void clipped() {
    Parameter w = new Parameter("w", device.vector(0, 0));
    // region clipped
    Optimiser optimiser = ClippedGradients.byGlobalNorm(1, new Sgd(0.1));
    optimiser.update(List.of(w), List.of(device.vector(300, -400))); // as if (0.6, −0.8)
    // endregion
    assertThat(w.value().toArray()).containsExactly(new double[] {-0.06, 0.08}, within(1e-12));
  }
}
