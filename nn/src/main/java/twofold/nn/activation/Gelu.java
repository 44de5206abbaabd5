package twofold.nn.activation;

import static twofold.tensor.Erf.erf;
import static twofold.tensor.Sigmoid.sigmoid;
import static twofold.tensor.Square.square;

import twofold.tensor.Tensor;

/**
 * The Gaussian error linear unit: x, kept with the probability that a standard normal number is
 * less - what dropout would be if it looked at its input, on average.
 *
 * <pre>
 *   y = x·Φ(x) = x·(1 + erf(x/√2))/2         slope Φ(x) + x·φ(x),  φ the normal density
 *
 *   and a form without erf, which differs from it by less than 0.0005:
 *   y ≈ x·(1 + tanh u)/2,  u = √(2/π)·(x + 0.044715·x³)
 *     From erf(x/√2) = √(2/π)·(x − x³/6 + …) and tanh u = u − u³/3 + … the factor of x³ should be
 *     1/(3π)·(4 − π)/2 = 0.0455 to agree best at 0; 0.044715 agrees better further out.
 *                                                                         [Hendrycks & Gimpel 2016]
 *
 *   It is computed as x·σ(2u), which is the same number: where tanh u = −1 has been rounded, the
 *   slope, u′·(1 − tanh² u) times a large x, would be anything. σ has nothing to cancel.
 *
 *   Rounding. In the first form, for negative x the sum 1 + erf cancels: |fl(y) − y| is a few u of
 *   |x|, not of |y|.
 * </pre>
 */
public final class Gelu {
  private static final double CUBIC = 0.044715;

  private Gelu() {}

  public static Tensor gelu(Tensor x) {
    return x.multiply(erf(x.multiply(Math.sqrt(0.5))).add(1)).multiply(0.5);
  }

  /** By tanh instead of erf. */
  public static Tensor geluTanh(Tensor x) {
    Tensor u = x.multiply(square(x).multiply(CUBIC).add(1)).multiply(Math.sqrt(2 / Math.PI));
    return x.multiply(sigmoid(u.multiply(2)));
  }
}
