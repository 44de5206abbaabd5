package twofold.nn.loss;

import twofold.tensor.Tensor;

/**
 * One minus the cosine between prediction and target: only the direction counts.
 *
 * <pre>
 *   Lᵢ = 1 − ⟨yᵢ, tᵢ⟩/(‖yᵢ‖·‖tᵢ‖)        from 0 to 2; see {@link Distances#cosine}
 * </pre>
 */
public final class CosineLoss {
  private CosineLoss() {}

  /** Both (batch, features). */
  public static Tensor cosineLoss(Tensor predictions, Tensor targets) {
    return BinaryCrossEntropy.oneMinus(Distances.cosine(predictions, targets));
  }
}
