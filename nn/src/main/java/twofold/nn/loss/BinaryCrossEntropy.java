package twofold.nn.loss;

import static twofold.tensor.Softplus.softplus;

import twofold.tensor.Tensor;

/**
 * Cross-entropy of yes-or-no answers, any number of them for each example.
 *
 * <pre>
 *   Lᵢ = mean over j of −t·ln p − (1 − t)·ln(1 − p)              p = σ(z),  t from 0 to 1
 *      = mean over j of t·softplus(−z) + (1 − t)·softplus(z)
 *        as −ln σ(z) = softplus(−z) and 1 − σ(z) = σ(−z)
 *
 *   Slope in z: (σ(z) − t)/n, finite wherever z is. From probabilities, 0·ln 0 counts as 0, and to
 *   have been certain of the wrong answer costs ∞: prefer logits.
 * </pre>
 */
public final class BinaryCrossEntropy {
  private BinaryCrossEntropy() {}

  /** From probabilities of yes. */
  public static Tensor binaryCrossEntropy(Tensor probabilities, Tensor targets) {
    Rowwise.requireSame("binaryCrossEntropy", probabilities, targets);
    Tensor yes = Rowwise.timesLog(targets, probabilities);
    Tensor no = Rowwise.timesLog(oneMinus(targets), oneMinus(probabilities));
    return Rowwise.mean(yes.add(no).negate());
  }

  /** From logits z. */
  // region from-logits
  public static Tensor binaryCrossEntropyFromLogits(Tensor logits, Tensor targets) {
    Rowwise.requireSame("binaryCrossEntropyFromLogits", logits, targets);
    Tensor yes = targets.multiply(softplus(logits.negate()));
    Tensor no = oneMinus(targets).multiply(softplus(logits));
    return Rowwise.mean(yes.add(no));
  }

  // endregion

  static Tensor oneMinus(Tensor x) {
    return x.device().scalar(1).subtract(x);
  }
}
