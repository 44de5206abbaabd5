package twofold.nn.loss;

import twofold.tensor.Tensor;

/**
 * The Kullback-Leibler divergence: how many nats a code for the predicted distribution wastes on
 * the true one.
 *
 * <pre>
 *   Lᵢ = KL(tᵢ ‖ pᵢ) = Σⱼ tᵢⱼ·(ln tᵢⱼ − ln pᵢⱼ)        0·ln 0 = 0
 *
 *   Never negative for distributions, and 0 only where they agree; H(t, p) = H(t) + KL(t ‖ p).
 *                                                                     [Kullback & Leibler 1951]
 * </pre>
 */
public final class KullbackLeibler {
  private KullbackLeibler() {}

  /** Both are probabilities, (batch, classes). */
  public static Tensor kullbackLeibler(Tensor probabilities, Tensor targets) {
    Rowwise.requireRows("kullbackLeibler", probabilities, targets);
    Tensor own = Rowwise.timesLog(targets, targets);
    return own.subtract(Rowwise.timesLog(targets, probabilities)).sum(1);
  }
}
