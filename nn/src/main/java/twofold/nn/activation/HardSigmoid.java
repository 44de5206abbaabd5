package twofold.nn.activation;

import static twofold.tensor.Clip.clip;

import twofold.tensor.Tensor;

/**
 * A sigmoid of straight lines, for machines without a good exponential.
 *
 * <pre>
 *   y = min(max(x/6 + ½, 0), 1)
 *     slope 1/6 between −3 and 3, 0 outside; half of that at the kinks
 *                                                             [Howard et al. 2019, section 5.2]
 * </pre>
 */
public final class HardSigmoid {
  private HardSigmoid() {}

  public static Tensor hardSigmoid(Tensor x) {
    return clip(x.multiply(1.0 / 6).add(0.5), 0, 1);
  }
}
