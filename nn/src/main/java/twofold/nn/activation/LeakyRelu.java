package twofold.nn.activation;

import static twofold.tensor.LessOrEqual.lessOrEqual;
import static twofold.tensor.Where.where;

import twofold.tensor.Tensor;

/**
 * The leaky rectifier: a unit that is inactive still passes something back, so it can recover.
 *
 * <pre>
 *   y = x      where x > 0
 *       a·x    where x ≤ 0             slope 1 or a; at the kink 0 it is a
 *                                                             [Maas, Hannun & Ng 2013]
 * </pre>
 */
public final class LeakyRelu {
  private LeakyRelu() {}

  /** With slope a left of 0. */
  public static Tensor leakyRelu(Tensor x, double slope) {
    return leakyRelu(x, x.device().scalar(slope));
  }

  /** With slopes of any shape that broadcasts. */
  public static Tensor leakyRelu(Tensor x, Tensor slope) {
    return where(lessOrEqual(x, x.device().scalar(0)), x.multiply(slope), x);
  }
}
