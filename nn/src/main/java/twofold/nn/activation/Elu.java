package twofold.nn.activation;

import static twofold.tensor.Exp.exp;
import static twofold.tensor.LessOrEqual.lessOrEqual;
import static twofold.tensor.Tanh.tanh;
import static twofold.tensor.Where.where;

import twofold.tensor.Tensor;

/**
 * The exponential linear unit: left of 0 it runs into −α, so that the mean of its outputs is nearer
 * to 0 than a rectifier's.
 *
 * <pre>
 *   y = x              where x > 0          slope 1
 *       α·(eˣ − 1)     where x ≤ 0          slope α·eˣ; for α = 1 there is no kink
 *
 *   Near 0 the difference eˣ − 1 would lose its digits, tanh(x/2)·(eˣ + 1) is the same number and
 *   keeps them:
 *     tanh(x/2) = (eˣ − 1)/(eˣ + 1)
 *   Where x > 0 the exponential is taken of 0 and thrown away: neither it nor its slope may
 *   overflow.
 *                                                          [Clevert, Unterthiner & Hochreiter 2016]
 * </pre>
 */
public final class Elu {
  private Elu() {}

  public static Tensor elu(Tensor x, double alpha) {
    Tensor zero = x.device().scalar(0);
    Tensor isLeft = lessOrEqual(x, zero);
    Tensor left = where(isLeft, x, zero);
    Tensor expMinus1 = tanh(left.multiply(0.5)).multiply(exp(left).add(1));
    return where(isLeft, expMinus1.multiply(alpha), x);
  }
}
