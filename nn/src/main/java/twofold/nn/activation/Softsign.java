package twofold.nn.activation;

import static twofold.tensor.Abs.abs;

import twofold.tensor.Tensor;

/**
 * Softsign: like tanh, but it comes near ±1 slowly, so its slope fades more slowly too.
 *
 * <pre>
 *   y = x/(1 + |x|)          slope 1/(1 + |x|)²
 *                                                             [Bergstra et al. 2009]
 * </pre>
 *
 * Its slope is 1 at 0 and has no jump there: |x| has one, but multiplied by x = 0.
 */
public final class Softsign {
  private Softsign() {}

  public static Tensor softsign(Tensor x) {
    return x.divide(abs(x).add(1));
  }
}
