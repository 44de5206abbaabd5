package twofold.verify.book.figure;

import static twofold.tensor.Relu.relu;
import static twofold.tensor.Square.square;

import java.nio.file.Path;
import twofold.math.RandomStreams;
import twofold.nn.layer.Initialiser;
import twofold.tensor.Chance;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** How large a signal is after each of fifty layers with ReLU, by how the weights were drawn. */
final class SignalThroughLayers implements Figure {
  private static final int LAYERS = 50;
  private static final int UNITS = 100;
  private static final int EXAMPLES = 16;

  /** So many layers lie between two points that are drawn. */
  private static final int STEP = 5;

  @Override
  public String svg(Path runs) {
    double twice = Math.sqrt(4.0 / UNITS);
    return new Chart("layers", "root mean square")
        .logarithmicY()
        .series("Glorot", layers(), sizes(Initialiser.glorot()))
        .series("He", layers(), sizes(Initialiser.he()))
        .series("2 × He", layers(), sizes(Initialiser.normal(0, twice)))
        .svg();
  }

  private static double[] layers() {
    double[] layers = new double[LAYERS / STEP + 1];
    for (int k = 0; k < layers.length; k++) {
      layers[k] = k * STEP;
    }
    return layers;
  }

  private static double[] sizes(Initialiser initialiser) {
    Device<?> device = Device.reference();
    var random = RandomStreams.of(1);
    Shape shape = new Shape(UNITS, UNITS);
    Tensor x = Chance.normal(device, new Shape(EXAMPLES, UNITS), random);
    double[] sizes = new double[LAYERS / STEP + 1];
    for (int layer = 0; layer <= LAYERS; layer++) {
      if (layer % STEP == 0) {
        sizes[layer / STEP] = Math.sqrt(square(x).mean().item());
      }
      x = relu(x.matMul(initialiser.draw(device, shape, UNITS, UNITS, random)));
    }
    return sizes;
  }
}
