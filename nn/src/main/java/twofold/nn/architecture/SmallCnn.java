package twofold.nn.architecture;

import java.util.random.RandomGenerator;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Convolution2d;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Flatten;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.MaxPooling2d;
import twofold.nn.layer.Sequential;
import twofold.nn.layer.Unflatten;
import twofold.tensor.Device;
import twofold.tensor.Shape;

/**
 * The convolutional network that many introductions train on handwritten digits, and the smallest
 * that reads more than 99 % of them.
 *
 * <pre>
 *   28 × 28 → convolution 32, 3 × 3 → ReLU → max pooling 2        (32, 13, 13)
 *           → convolution 64, 3 × 3 → ReLU → max pooling 2        (64, 5, 5)
 *           → convolution 64, 3 × 3 → ReLU → flatten              (576)
 *           → dense 64 → ReLU → dense 10
 *
 *   parameters: 320 + 18,496 + 36,928 + 36,928 + 650 = 93,322
 * </pre>
 *
 * <p>[Chollet 2018, Deep Learning with Python, section 5.1]
 */
public final class SmallCnn {
  private static final int SIDE = 28;

  private SmallCnn() {}

  /** For rows of 784 pixels; gives ten logits. */
  // region network
  public static Sequential of(Device<?> device, RandomGenerator random) {
    return new Sequential(
        new Unflatten(new Shape(1, SIDE, SIDE)),
        new Convolution2d(device, 1, 32, 3, Initialiser.he(), random),
        Activation.relu(),
        new MaxPooling2d(2),
        new Convolution2d(device, 32, 64, 3, Initialiser.he(), random),
        Activation.relu(),
        new MaxPooling2d(2),
        new Convolution2d(device, 64, 64, 3, Initialiser.he(), random),
        Activation.relu(),
        new Flatten(),
        new Dense(device, 576, 64, Initialiser.he(), random),
        Activation.relu(),
        new Dense(device, 64, 10, Initialiser.glorot(), random));
  }
  // endregion
}
