package twofold.nn.image;

import java.util.random.RandomGenerator;

/**
 * Changes of brightness and colour. No number is cut off: say {@link #clip} where 0 to 1 is wanted.
 */
public final class Tones {
  private Tones() {}

  /** Every number times a factor. */
  public static Picture rescale(Picture picture, double factor) {
    return picture.map(x -> factor * x);
  }

  /** What is below low becomes low, what is above high becomes high. */
  public static Picture clip(Picture picture, double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException("clip needs low <= high, got " + low + " and " + high);
    }
    return picture.map(x -> Math.max(low, Math.min(high, x)));
  }

  /** Sample-wise centering: each picture's own mean becomes 0. */
  public static Picture centre(Picture picture) {
    double mean = mean(picture);
    return picture.map(x -> x - mean);
  }

  /**
   * Sample-wise standardising: each picture's own mean becomes 0 and its standard deviation 1.
   *
   * <pre>
   *   (x − m) / √(v + ε)     m mean and v variance of all numbers of the picture
   * </pre>
   *
   * @param epsilon from 0 on; without it an even picture has no finite answer
   */
  public static Picture standardise(Picture picture, double epsilon) {
    requireAmount("epsilon", epsilon);
    double mean = mean(picture);
    double squares = 0;
    for (float x : picture.array()) {
      squares += (x - mean) * (x - mean);
    }
    double deviation = Math.sqrt(squares / picture.size() + epsilon);
    return picture.map(x -> (x - mean) / deviation);
  }

  /** Adds one number to all, uniform in ±amount. */
  public static Augmentation brightness(double amount) {
    requireAmount("amount", amount);
    return (picture, random) -> {
      double more = amount * sign(random);
      return picture.map(x -> x + more);
    };
  }

  /** Moves all numbers away from the picture's mean, or towards it, by a factor in 1 ± amount. */
  public static Augmentation contrast(double amount) {
    requireAmount("amount", amount);
    return (picture, random) -> {
      double factor = 1 + amount * sign(random);
      double mean = mean(picture);
      return picture.map(x -> mean + factor * (x - mean));
    };
  }

  /** Adds to every channel a number of its own, uniform in ±amount: another light. */
  public static Augmentation channelShift(double amount) {
    requireAmount("amount", amount);
    return (picture, random) -> {
      int plane = picture.height() * picture.width();
      float[] shifted = picture.values();
      for (int k = 0; k < picture.channels(); k++) {
        float more = (float) (amount * sign(random));
        for (int i = k * plane; i < (k + 1) * plane; i++) {
          shifted[i] += more;
        }
      }
      return Picture.wrap(picture.channels(), picture.height(), picture.width(), shifted);
    };
  }

  private static double mean(Picture picture) {
    double sum = 0;
    for (float x : picture.array()) {
      sum += x;
    }
    return sum / picture.size();
  }

  /** Uniform in [−1, 1). */
  private static double sign(RandomGenerator random) {
    return 2 * random.nextDouble() - 1;
  }

  private static void requireAmount(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be a number from 0 on, got " + value);
    }
  }
}
