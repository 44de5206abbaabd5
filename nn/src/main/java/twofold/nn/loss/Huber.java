package twofold.nn.loss;

import static twofold.tensor.Abs.abs;
import static twofold.tensor.Minimum.minimum;

import twofold.tensor.Tensor;

/**
 * Huber's loss: squared for small errors, absolute for large ones.
 *
 * <pre>
 *   Lᵢ = mean over j of  ½·d²              where |d| ≤ δ          d = yᵢⱼ − tᵢⱼ
 *                        δ·(|d| − ½·δ)     where |d| > δ
 *
 *   With q = min(|d|, δ) both are q·(|d| − ½·q). The slope is d, kept between −δ and δ: no jump.
 *                                                                                      [Huber 1964]
 * </pre>
 */
public final class Huber {
  private Huber() {}

  public static Tensor huber(Tensor predictions, Tensor targets, double delta) {
    Rowwise.requireSame("huber", predictions, targets);
    Rowwise.requirePositive("delta of huber", delta);
    Tensor distance = abs(predictions.subtract(targets));
    Tensor q = minimum(distance, distance.device().scalar(delta));
    return Rowwise.mean(q.multiply(distance.subtract(q.multiply(0.5))));
  }
}
