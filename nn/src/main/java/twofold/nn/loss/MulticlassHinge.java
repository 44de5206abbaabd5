package twofold.nn.loss;

import static twofold.tensor.Relu.relu;

import twofold.tensor.Tensor;

/**
 * The loss of the multi-class support vector machine: the right class must win against every other
 * one by a margin.
 *
 * <pre>
 *   Lᵢ = Σ_{j ≠ c} max(0, m + yᵢⱼ − yᵢ_c)             c: the class whose target is 1, m: the margin
 *
 *   At a kink the slope is 0.                                         [Weston & Watkins 1999]
 * </pre>
 */
public final class MulticlassHinge {
  private MulticlassHinge() {}

  /** Targets are one-hot. */
  public static Tensor multiclassHinge(Tensor predictions, Tensor targets, double margin) {
    Rowwise.requireRows("multiclassHinge", predictions, targets);
    Rowwise.requirePositive("margin of multiclassHinge", margin);
    Tensor right = predictions.multiply(targets).sum(1).reshape(-1, 1);
    Tensor shortfall = relu(predictions.subtract(right).add(margin));
    return shortfall.multiply(BinaryCrossEntropy.oneMinus(targets)).sum(1);
  }

  /** With margin 1. */
  public static Tensor multiclassHinge(Tensor predictions, Tensor targets) {
    return multiclassHinge(predictions, targets, 1);
  }
}
