package twofold.nn.layer;

import java.util.random.RandomGenerator;

/**
 * What a forward pass is told beside its input.
 *
 * @param training whether this pass is part of a training step; dropout, say, does nothing
 *     otherwise
 * @param random where the pass takes its randomness from; null when it may have none
 */
public record Context(boolean training, RandomGenerator random) {

  /** For predictions: no training, no randomness. */
  public static final Context INFERENCE = new Context(false, null);

  /** For one training step with its own stream of randomness. */
  public static Context training(RandomGenerator random) {
    return new Context(true, random);
  }

  /** For a layer that needs randomness in this pass. */
  void requireRandom(Layer layer) {
    if (random == null) {
      throw new IllegalArgumentException(
          layer + " needs a context with a source of randomness while training, got none");
    }
  }
}
