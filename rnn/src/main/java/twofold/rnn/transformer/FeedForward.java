package twofold.rnn.transformer;

import java.util.random.RandomGenerator;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.rnn.layer.PerStep;
import twofold.tensor.Device;

/**
 * What a Transformer does with each position alone: a dense layer that widens it four times, GELU,
 * and one that brings it back.
 *
 * <pre>
 *   y = gelu(x·W₁ + b₁)·W₂ + b₂        W₁: (width, 4·width)    W₂: (4·width, width)
 *                                        [Vaswani et al. 2017, eq. 2; with GELU, Radford et al. 2018]
 * </pre>
 */
public final class FeedForward {
  /** How much wider it is inside. */
  private static final int WIDER = 4;

  private FeedForward() {}

  /**
   * @param residual draws W₂
   */
  public static Layer of(
      Device<?> device,
      int width,
      Initialiser initialiser,
      Initialiser residual,
      RandomGenerator random) {
    return new PerStep(
        new Sequential(
            new Dense(device, width, WIDER * width, initialiser, random),
            Activation.gelu(),
            new Dense(device, WIDER * width, width, residual, random)));
  }
}
