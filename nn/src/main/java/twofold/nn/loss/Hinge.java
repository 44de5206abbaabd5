package twofold.nn.loss;

import static twofold.tensor.Relu.relu;
import static twofold.tensor.Square.square;

import twofold.tensor.Tensor;

/**
 * The hinge loss: being right by a margin of 1 is enough.
 *
 * <pre>
 *   hinge          Lᵢ = mean over j of max(0, 1 − t·y)          t is −1 or 1
 *   squared hinge  Lᵢ = mean over j of max(0, 1 − t·y)²         no kink
 *
 *   At the kink t·y = 1 the slope is 0.
 *                                                    [Cortes & Vapnik 1995; Lee & Mangasarian 2001]
 * </pre>
 */
public final class Hinge {
  private Hinge() {}

  public static Tensor hinge(Tensor predictions, Tensor targets) {
    return Rowwise.mean(shortfall("hinge", predictions, targets));
  }

  public static Tensor squaredHinge(Tensor predictions, Tensor targets) {
    return Rowwise.mean(square(shortfall("squaredHinge", predictions, targets)));
  }

  private static Tensor shortfall(String loss, Tensor y, Tensor t) {
    Rowwise.requireSame(loss, y, t);
    return relu(y.device().scalar(1).subtract(t.multiply(y)));
  }
}
