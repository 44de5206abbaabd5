package twofold.nn.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Convolution2d;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Flatten;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.MaxPooling2d;
import twofold.nn.layer.Sequential;
import twofold.nn.layer.Unflatten;
import twofold.tensor.Device;
import twofold.tensor.Shape;

/**
 * A convolutional network for handwritten digits with what has been learned since {@link SmallCnn}
 * was usual: two small convolutions see as far as one large one and bend twice, batch normalisation
 * keeps every layer's input in range, dropout keeps the dense ones from learning by heart.
 *
 * <pre>
 *   28 × 28 → (convolution 32, 3 × 3 → batch norm → ReLU) twice → max pooling 2      (32, 12, 12)
 *           → (convolution 64, 3 × 3 → batch norm → ReLU) twice → max pooling 2      (64, 4, 4)
 *           → flatten (1024) → dropout 0.3 → dense 128 → batch norm → ReLU → dropout 0.3 → dense 10
 *
 *   parameters: 320 + 9,248 + 18,496 + 36,928 + 131,200 + 1,290, and two for each normalised channel,
 *   2·(32 + 32 + 64 + 64 + 128): 198,122
 * </pre>
 *
 * <p>[Simonyan & Zisserman 2015 for the pairs of small convolutions; Ioffe & Szegedy 2015 for batch
 * normalisation]
 */
public final class NormalisedCnn {
  private static final int SIDE = 28;
  private static final int NARROW = 32;
  private static final int WIDE = 64;
  private static final int HIDDEN = 128;
  private static final int CLASSES = 10;

  /** Places that are left of the picture: (((28 − 2 − 2)/2 − 2 − 2)/2)². */
  private static final int PLACES = 16;

  private static final double DROPPED = 0.3;

  private NormalisedCnn() {}

  /** For rows of 784 pixels; gives ten logits. */
  public static Sequential of(Device<?> device, RandomGenerator random) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Unflatten(new Shape(1, SIDE, SIDE)));
    addConvolution(layers, device, 1, NARROW, random);
    addConvolution(layers, device, NARROW, NARROW, random);
    layers.add(new MaxPooling2d(2));
    addConvolution(layers, device, NARROW, WIDE, random);
    addConvolution(layers, device, WIDE, WIDE, random);
    layers.add(new MaxPooling2d(2));
    layers.add(new Flatten());
    layers.add(new Dropout(DROPPED));
    layers.add(new Dense(device, PLACES * WIDE, HIDDEN, Initialiser.he(), random));
    layers.add(new BatchNorm(device, HIDDEN));
    layers.add(Activation.relu());
    layers.add(new Dropout(DROPPED));
    layers.add(new Dense(device, HIDDEN, CLASSES, Initialiser.glorot(), random));
    return new Sequential(layers);
  }

  private static void addConvolution(
      List<Layer> layers, Device<?> device, int from, int to, RandomGenerator random) {
    layers.add(new Convolution2d(device, from, to, 3, Initialiser.he(), random));
    layers.add(new BatchNorm(device, to));
    layers.add(Activation.relu());
  }
}
