package twofold.nn.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;

/**
 * Networks have the parameters that their papers and their Javadoc count, and the right outputs.
 */
class ArchitecturesTest {
  private static final Device<?> DEVICE = Device.cpu();

  private static void check(Layer network, int parameters) {
    assertThat(network.parameters().stream().mapToInt(Parameter::size).sum()).isEqualTo(parameters);
    var logits = network.forward(DEVICE.zeros(2, 784), Context.INFERENCE);
    assertThat(logits.shape()).isEqualTo(new Shape(2, 10));
  }

  @Test
  void smallCnn() {
    check(SmallCnn.of(DEVICE, RandomStreams.of(1)), 93_322);
  }

  @Test
  void normalisedCnn() {
    check(NormalisedCnn.of(DEVICE, RandomStreams.of(1)), 189_162);
  }
}
