package twofold.nn.activation;

import static twofold.nn.activation.Elu.elu;

import twofold.tensor.Erf;
import twofold.tensor.Tensor;

/**
 * The self-normalising unit: an {@link Elu}, scaled so that standard normal inputs give outputs of
 * mean 0 and variance 1 again.
 *
 * <pre>
 *   y = λ·elu(x, α)
 *
 *   For a standard normal z, with Φ its distribution function,
 *     E[z; z > 0] = 1/√(2π)                E[eᶻ − 1; z < 0] = √e·Φ(−1) − ½
 *     E[z²; z > 0] = ½                     E[(eᶻ − 1)²; z < 0] = e²·Φ(−2) − 2·√e·Φ(−1) + ½
 *   so the mean of y is 0 and its variance 1 for
 *     α = 1/√(2π) / (½ − √e·Φ(−1))                             = 1.6732632…
 *     λ = 1/√(½ + α²·(e²·Φ(−2) − 2·√e·Φ(−1) + ½))              = 1.0507010…
 *
 *   A layer of many inputs with weights of mean 0 and variance 1/fanIn adds up such outputs to
 *   something that is nearly normal with mean 0 and variance 1: a fixed point, and one that
 *   attracts.
 *                                                             [Klambauer et al. 2017, eq. 2 and 14]
 * </pre>
 */
public final class Selu {
  private static final double AT_1 = Math.sqrt(Math.E) * normalBelow(-1);
  private static final double AT_2 = Math.E * Math.E * normalBelow(-2);

  public static final double ALPHA = 1 / Math.sqrt(2 * Math.PI) / (0.5 - AT_1);
  public static final double LAMBDA = 1 / Math.sqrt(0.5 + ALPHA * ALPHA * (AT_2 - 2 * AT_1 + 0.5));

  private Selu() {}

  /** Φ(z). */
  private static double normalBelow(double z) {
    return 0.5 + 0.5 * Erf.erf(z / Math.sqrt(2));
  }

  public static Tensor selu(Tensor x) {
    return elu(x, ALPHA).multiply(LAMBDA);
  }
}
