package twofold.tensor;

import static twofold.tensor.Gather.gather;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;

/**
 * Tensors made by chance. The stream of random numbers is always an argument, see {@link
 * RandomStreams}.
 *
 * <p>Numbers are drawn one after the other, row by row, and rounded to the 24 bits of a float: the
 * same stream makes the same tensor, bit for bit, on every device.
 */
public final class Chance {
  private Chance() {}

  /** Normally distributed with this mean and standard deviation. */
  public static Tensor normal(
      Device<?> device, Shape shape, double mean, double deviation, RandomGenerator random) {
    return fill(device, shape, () -> mean + deviation * RandomStreams.normal(random));
  }

  /** Standard normal. */
  public static Tensor normal(Device<?> device, Shape shape, RandomGenerator random) {
    return normal(device, shape, 0, 1, random);
  }

  /**
   * Normally distributed, but never more than two standard deviations from the mean: what is, 4.55
   * % of all draws, is drawn again.
   *
   * <p>The deviation is that of the distribution before it is cut; after, it is 0.8796 of it: 1 −
   * 4φ(2)/(2Φ(2) − 1), under a root.
   */
  public static Tensor truncatedNormal(
      Device<?> device, Shape shape, double mean, double deviation, RandomGenerator random) {
    return fill(
        device,
        shape,
        () -> {
          double z = RandomStreams.normal(random);
          while (Math.abs(z) > 2) {
            z = RandomStreams.normal(random);
          }
          return mean + deviation * z;
        });
  }

  /** Uniformly distributed from low, included, to high, excluded even after rounding. */
  public static Tensor uniform(
      Device<?> device, Shape shape, double low, double high, RandomGenerator random) {
    if (!((float) low < (float) high)) {
      throw new IllegalArgumentException(
          "uniform needs low < high as floats, got " + low + " and " + high);
    }
    return fill(
        device,
        shape,
        () -> {
          float number = (float) (low + (high - low) * random.nextDouble());
          while (number >= (float) high || number < low) { // rounded up to it, or below low
            number = (float) (low + (high - low) * random.nextDouble());
          }
          return number;
        });
  }

  /** 0 … n − 1 in a random order, each of the n! equally likely. */
  public static Indices permutation(int n, RandomGenerator random) {
    return Indices.indices(RandomStreams.permutation(n, random));
  }

  /**
   * Several tensors in one random order of their rows (places along axis 0): inputs and their
   * labels stay together.
   */
  public static List<Tensor> shuffle(List<Tensor> tensors, RandomGenerator random) {
    for (Tensor x : tensors) {
      if (x.dim(0) != tensors.get(0).dim(0)) {
        throw new ShapeException(
            "shuffle needs equally many rows, got shapes %s and %s",
            tensors.get(0).shape(), x.shape());
      }
    }
    Indices order = permutation(tensors.isEmpty() ? 0 : tensors.get(0).dim(0), random);
    return tensors.stream().map(x -> gather(x, order, 0)).toList();
  }

  private static Tensor fill(Device<?> device, Shape shape, DoubleSupplier number) {
    double[] numbers = new double[shape.size()];
    Arrays.setAll(numbers, i -> (float) number.getAsDouble());
    return device.tensor(shape, numbers);
  }
}
