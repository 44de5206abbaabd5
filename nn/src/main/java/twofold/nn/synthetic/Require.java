package twofold.nn.synthetic;

import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;

/** What all sets have in common: what arguments have to be, and noise. */
final class Require {
  private Require() {}

  static void count(int count) {
    that(count >= 0, "count must be at least 0, got " + count);
  }

  static void noise(double noise) {
    that(noise >= 0 && noise < Double.POSITIVE_INFINITY, "noise must be 0 or more, got " + noise);
  }

  static void that(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The point moved by noise·z, z normal in each coordinate. */
  static double[] blur(double noise, RandomGenerator random, double... point) {
    for (int j = 0; j < point.length; j++) {
      point[j] += noise * RandomStreams.normal(random);
    }
    return point;
  }

  static double between(double low, double high, RandomGenerator random) {
    return low + (high - low) * random.nextDouble();
  }
}
