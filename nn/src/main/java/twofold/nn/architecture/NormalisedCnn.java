package twofold.nn.architecture;

import java.util.random.RandomGenerator;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Convolution2d;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Flatten;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.MaxPooling2d;
import twofold.nn.layer.Sequential;
import twofold.nn.layer.Unflatten;
import twofold.tensor.Device;
import twofold.tensor.Shape;

/**
 * A convolutional network for handwritten digits with what has been learned since {@link SmallCnn}
 * was usual: batch normalisation keeps every layer's input in range, dropout keeps the dense layers
 * from learning by heart. Before a normalisation, which subtracts the mean, a bias would do
 * nothing: there is none. Pooling comes before normalisation and ReLU, which then have a quarter of
 * the numbers to do; as ReLU is monotone, the largest of a window is the same one before and after
 * it.
 *
 * <pre>
 *   28 × 28 → convolution 32, 5 × 5 → max pooling 2 → batch norm → ReLU      (32, 12, 12)
 *           → convolution 64, 3 × 3 → batch norm → ReLU                      (64, 10, 10)
 *           → convolution 64, 3 × 3 → max pooling 2 → batch norm → ReLU      (64, 4, 4)
 *           → flatten (1024) → dropout 0.2 → dense 128 → batch norm → ReLU → dropout 0.2 → dense 10
 *
 *   parameters: 800 + 18,432 + 36,864 + 131,200 + 1,290, and two for each normalised channel,
 *   2·(32 + 64 + 64 + 128): 189,162
 * </pre>
 *
 * <p>[Ioffe & Szegedy 2015; Srivastava et al. 2014]
 */
public final class NormalisedCnn {
  private static final int SIDE = 28;
  private static final int NARROW = 32;
  private static final int WIDE = 64;
  private static final int HIDDEN = 128;
  private static final int CLASSES = 10;

  /** Places that are left of the picture: (((28 − 4)/2 − 2 − 2)/2)². */
  private static final int PLACES = 16;

  private static final double DROPPED = 0.2;

  private NormalisedCnn() {}

  /** For rows of 784 pixels; gives ten logits. */
  public static Sequential of(Device<?> device, RandomGenerator random) {
    return new Sequential(
        new Unflatten(new Shape(1, SIDE, SIDE)),
        convolution(device, 1, NARROW, 5, random),
        new MaxPooling2d(2),
        new BatchNorm(device, NARROW),
        Activation.relu(),
        convolution(device, NARROW, WIDE, 3, random),
        new BatchNorm(device, WIDE),
        Activation.relu(),
        convolution(device, WIDE, WIDE, 3, random),
        new MaxPooling2d(2),
        new BatchNorm(device, WIDE),
        Activation.relu(),
        new Flatten(),
        new Dropout(DROPPED),
        new Dense(device, PLACES * WIDE, HIDDEN, Initialiser.he(), random),
        new BatchNorm(device, HIDDEN),
        Activation.relu(),
        new Dropout(DROPPED),
        new Dense(device, HIDDEN, CLASSES, Initialiser.glorot(), random));
  }

  private static Convolution2d convolution(
      Device<?> device, int from, int to, int kernel, RandomGenerator random) {
    return new Convolution2d(device, from, to, kernel, Initialiser.he(), random).withoutBias();
  }
}
