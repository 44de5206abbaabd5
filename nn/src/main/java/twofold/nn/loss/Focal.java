package twofold.nn.loss;

import static twofold.nn.loss.BinaryCrossEntropy.oneMinus;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Softplus.softplus;

import twofold.tensor.Tensor;

/**
 * The focal loss: a cross-entropy that forgets about what is already easy, for problems with a
 * thousand easy examples to each hard one.
 *
 * <pre>
 *   Lᵢ = mean over j of −(1 − q)^γ·ln q
 *     q: the probability given to the truth, σ(z) for t = 1, σ(−z) for t = 0
 *
 *   γ = 0 is the binary cross-entropy; with γ = 2 a q of 0.9 counts a hundredth of it.
 *
 *   As 1 − σ(z) = σ(−z) = e^−softplus(z), for t = 1 this is e^(−γ·softplus(z))·softplus(−z):
 *   finite, and so is its slope, for every z.
 *                                                                          [Lin et al. 2017, eq. 4]
 * </pre>
 */
public final class Focal {
  private Focal() {}

  /** From logits, targets 0 or 1. */
  public static Tensor focalFromLogits(Tensor logits, Tensor targets, double gamma) {
    Rowwise.requireSame("focalFromLogits", logits, targets);
    if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "gamma of focalFromLogits must be 0 or more and finite, got " + gamma);
    }
    Tensor left = softplus(logits.negate());
    Tensor right = softplus(logits);
    Tensor yes = exp(right.multiply(-gamma)).multiply(left);
    Tensor no = exp(left.multiply(-gamma)).multiply(right);
    return Rowwise.mean(targets.multiply(yes).add(oneMinus(targets).multiply(no)));
  }
}
