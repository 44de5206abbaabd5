package twofold.tensor;

import static twofold.tensor.Gather.takeAlongAxis;
import static twofold.tensor.LessOrEqual.lessOrEqual;
import static twofold.tensor.Logic.and;
import static twofold.tensor.Logic.isFinite;

/**
 * Whether the right class is among the k that were thought likeliest: 1 or 0 for each row.
 *
 * <pre>
 *   hitᵢ = [#{j: pᵢⱼ larger than pᵢₜ} < k]              t = targets[i], the right class of row i
 *                                                     counted exactly, up to 2²⁴ classes
 *
 *   The mean of the hits is the top-k accuracy.
 *
 *   Ties. Whoever is as likely as the k-th is in, even if that makes more than k: TensorFlow's
 *   convention. {@link TopK} names exactly k.
 *   Not finite. Where pᵢₜ is NaN or infinite nothing was predicted: no hit. A NaN in another class
 *   counts as larger, so a model that has blown up hits little. −∞ is just unlikely: a class that
 *   is masked does no harm. (TensorFlow sees no hit as soon as any number of the row is not finite.)
 * </pre>
 *
 * Piecewise constant: no gradient flows.
 */
public final class InTopK {
  private InTopK() {}

  /**
   * @param targets the right class of each row
   * @param predictions a matrix: for each row how likely each class is, in any rising scale
   * @param k how many guesses there are, from 1 on
   */
  public static Tensor inTopK(Indices targets, Tensor predictions, int k) {
    if (predictions.rank() != 2 || !targets.shape().equals(new Shape(predictions.dim(0)))) {
      throw new ShapeException(
          "inTopK needs a matrix of predictions and a target for each row, got shapes %s and %s",
          predictions.shape(), targets.shape());
    }
    if (k < 1) {
      throw new IllegalArgumentException("inTopK needs k of 1 or more, got " + k);
    }
    Tensor p = predictions.stopGradient();
    Shape column = new Shape(p.dim(0), 1);
    Tensor right = takeAlongAxis(p, targets.reshape(column), 1);
    Tensor notLarger = lessOrEqual(p, right).sum(1);
    Tensor isAmong = Less.less(p.device().scalar(p.dim(1) - k), notLarger);
    return and(isAmong, isFinite(right.reshape(p.dim(0))));
  }
}
