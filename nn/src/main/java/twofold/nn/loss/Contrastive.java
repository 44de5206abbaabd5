package twofold.nn.loss;

import static twofold.nn.loss.BinaryCrossEntropy.oneMinus;
import static twofold.tensor.Relu.relu;
import static twofold.tensor.Square.square;

import twofold.tensor.Tensor;

/**
 * The contrastive loss of pairs: what is alike is drawn together, what is not is pushed apart until
 * it is far enough.
 *
 * <pre>
 *   Lᵢ = tᵢ·dᵢ² + (1 − tᵢ)·max(0, m − dᵢ)²
 *     tᵢ = 1 for a pair that is alike, dᵢ its distance, m the margin
 *                                                             [Hadsell, Chopra & LeCun 2006, eq. 4]
 * </pre>
 *
 * (The paper has ½ before both terms.) {@link Distances#distance} makes d of two embeddings.
 */
public final class Contrastive {
  private Contrastive() {}

  /** Distances and targets: (batch). */
  public static Tensor contrastive(Tensor distances, Tensor targets, double margin) {
    Rowwise.requireSame("contrastive", distances, targets);
    Rowwise.requirePositive("margin of contrastive", margin);
    Tensor together = targets.multiply(square(distances));
    Tensor room = relu(distances.device().scalar(margin).subtract(distances));
    return Rowwise.mean(together.add(oneMinus(targets).multiply(square(room))));
  }
}
