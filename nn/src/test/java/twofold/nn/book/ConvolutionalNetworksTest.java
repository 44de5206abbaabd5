package twofold.nn.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.architecture.SmallCnn;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/** The examples of the chapter "Convolutional networks". */
class ConvolutionalNetworksTest {
  private final Device<double[]> device = Device.reference();

  @Test
  void shapesOnTheWay() {
    // region shapes
    Sequential model = SmallCnn.of(device, RandomStreams.of(1));
    Tensor x = device.zeros(1, 784); // one picture, row by row
    List<String> shapes = new ArrayList<>();
    for (Layer layer : model.layers()) {
      x = layer.forward(x, Context.INFERENCE);
      shapes.add(layer + " gives " + x.shape());
    }
    // endregion
    assertThat(shapes)
        .contains(
            "Convolution2d 1 → 32, 3 × 3 gives (1, 32, 26, 26)",
            "Flatten gives (1, 576)",
            "Dense 64 → 10 gives (1, 10)");
  }

  @Test
  void parameters() {
    Sequential model = SmallCnn.of(device, RandomStreams.of(1));
    assertThat(model.parameters().stream().mapToInt(Parameter::size).sum()).isEqualTo(93_322);
  }
}
