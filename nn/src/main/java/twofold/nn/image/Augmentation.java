package twofold.nn.image;

import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Makes of a picture another of the same thing, by chance.
 *
 * <p>A cat that looks the other way is a cat. Who knows which changes leave the answer as it is can
 * make many examples out of one, and the network learns not to care. [Simard, Steinkraus and Platt,
 * Best Practices for Convolutional Neural Networks, ICDAR 2003]
 *
 * <p>The picture that comes out has the size of the one that goes in. All chance is drawn from the
 * argument: the same stream, the same picture. An augmentation keeps nothing between calls, so any
 * number of threads may use it.
 */
@FunctionalInterface
public interface Augmentation {

  Picture apply(Picture picture, RandomGenerator random);

  /** Leaves pictures as they are. */
  static Augmentation none() {
    return (picture, random) -> picture;
  }

  /** A function of one's own, without chance. */
  static Augmentation of(UnaryOperator<Picture> function) {
    return (picture, random) -> function.apply(picture);
  }

  /** This one, then another. */
  default Augmentation then(Augmentation next) {
    return (picture, random) -> next.apply(apply(picture, random), random);
  }

  /**
   * This one with a probability, else nothing.
   *
   * @throws IllegalArgumentException unless the probability is in [0, 1]
   */
  default Augmentation sometimes(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability must be in [0, 1], got " + probability);
    }
    return (picture, random) ->
        random.nextDouble() < probability ? apply(picture, random) : picture;
  }
}
