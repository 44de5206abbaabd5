package twofold.nn.activation;

import static twofold.tensor.Sigmoid.sigmoid;

import twofold.tensor.Tensor;

/**
 * Swish, a rectifier without the kink that dips below 0 before it fades.
 *
 * <pre>
 *   y = x·σ(β·x)              slope σ(βx) + βx·σ(βx)·(1 − σ(βx))
 *
 *   β = 0 is x/2, β → ∞ is ReLU, and β = 1 is also called SiLU.
 *                    [Elfwing, Uchibe & Doya 2018; Ramachandran, Zoph & Le 2017]
 * </pre>
 */
public final class Swish {
  private Swish() {}

  /** With β = 1: the SiLU. */
  public static Tensor swish(Tensor x) {
    return x.multiply(sigmoid(x));
  }

  public static Tensor swish(Tensor x, double beta) {
    return x.multiply(sigmoid(x.multiply(beta)));
  }
}
