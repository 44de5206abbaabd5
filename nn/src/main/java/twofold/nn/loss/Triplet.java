package twofold.nn.loss;

import static twofold.nn.loss.Distances.squaredDistance;
import static twofold.tensor.Relu.relu;

import twofold.tensor.Tensor;

/**
 * The triplet loss: an anchor shall be nearer to one of its kind than to another, by a margin.
 *
 * <pre>
 *   Lᵢ = max(0, ‖aᵢ − pᵢ‖² − ‖aᵢ − nᵢ‖² + m)
 *     a: anchor, p: of its kind, n: of another; all (batch, features)
 *                                                     [Schroff, Kalenichenko & Philbin 2015, eq. 3]
 * </pre>
 */
public final class Triplet {
  private Triplet() {}

  public static Tensor triplet(Tensor anchors, Tensor alike, Tensor others, double margin) {
    Rowwise.requirePositive("margin of triplet", margin);
    Tensor near = squaredDistance(anchors, alike);
    return relu(near.subtract(squaredDistance(anchors, others)).add(margin));
  }
}
