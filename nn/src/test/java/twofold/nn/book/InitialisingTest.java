package twofold.nn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Relu.relu;
import static twofold.tensor.Square.square;

import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Initialiser;
import twofold.tensor.Chance;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** The examples of the chapter "Initialising so that signals survive". */
class InitialisingTest {
  private final Device<double[]> device = Device.reference();

  @Test
  void throughFiftyLayers() {
    var random = RandomStreams.of(1);
    Initialiser initialiser = Initialiser.he();
    // region layers
    Tensor x = Chance.normal(device, new Shape(16, 100), random); // 16 examples, 100 numbers each
    for (int layer = 0; layer < 50; layer++) {
      Tensor w = initialiser.draw(device, new Shape(100, 100), 100, 100, random);
      x = relu(x.matMul(w));
    }
    double size = square(x).mean().item(); // near 1 still, as at the beginning
    // endregion
    assertThat(size).isBetween(0.05, 5.0);
  }

  @Test
  void whatStartsAlikeStaysAlike() {
    // region alike
    Tensor x = device.matrix(new double[][] {{1, 2}});
    Tensor w = device.full(new Shape(2, 3), 0.5); // three units, all the same
    Tensor slopes = Gradients.of(square(relu(x.matMul(w))).sum(), w);
    // endregion
    double[] g = slopes.toArray();
    assertThat(g[0]).isEqualTo(g[1]).isEqualTo(g[2]);
    assertThat(g[3]).isEqualTo(g[4]).isEqualTo(g[5]);
  }
}
