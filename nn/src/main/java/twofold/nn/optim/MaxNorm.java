package twofold.nn.optim;

import static twofold.tensor.Maximum.maximum;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import twofold.tensor.Norm;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * After each step of an optimiser, weight vectors that have become too long are cut back: no unit
 * can shout, however large the learning rate.
 *
 * <pre>
 *   w ← w·c/max(‖w‖, c)        projects onto the ball of radius c: w itself if it is inside, else the nearest point
 *                                                      [Srebro & Shraibman 2005; Srivastava et al. 2014, section 5.1]
 *
 *   Rounding. Inside, the factor is c/c = 1 and not a bit changes. Else ‖w‖ comes out at c·(1 + δ): if the norm is off by
 *   a part of δ₁, |δ| ≤ δ₁ + 2u to first order, for the quotient and the product.
 * </pre>
 *
 * Which numbers make one weight vector is said by the axes they lie along: 0 for the weights
 * (inputs, outputs) of a dense layer, 1, 2, 3 for filters (outputs, channels, height, width).
 * Parameters of rank 0 and 1, biases, are left alone.
 */
public final class MaxNorm extends Around {
  private final double limit;
  private final int[] axes;

  /**
   * @param limit c
   * @param inner whose steps are constrained
   * @param axes along which a weight vector lies; with none, each parameter as a whole is one
   */
  public MaxNorm(double limit, Optimiser inner, int... axes) {
    super(inner);
    this.limit = Require.positive("limit", limit);
    this.axes = axes.clone();
  }

  public double limit() {
    return limit;
  }

  /** A fresh array of the axes. */
  public int[] axes() {
    return axes.clone();
  }

  @Override
  public void update(List<Parameter> parameters, List<Tensor> gradients) {
    inner.update(parameters, gradients);
    for (Parameter parameter : parameters) {
      if (parameter.shape().rank() >= 2) {
        parameter.set(constrained(parameter.value()));
      }
    }
  }

  private Tensor constrained(Tensor w) {
    Tensor c = w.device().scalar(limit);
    Tensor norm = Norm.norm(w, 2, axes);
    return w.multiply(c.divide(maximum(norm, c)).reshape(withOnes(w)));
  }

  /** The shape of the norms with every axis kept, so that they broadcast along the vectors. */
  private int[] withOnes(Tensor w) {
    IntStream all = IntStream.range(0, w.rank());
    return all.map(axis -> isReduced(axis, w.rank()) ? 1 : w.dim(axis)).toArray();
  }

  private boolean isReduced(int axis, int rank) {
    return axes.length == 0 || Arrays.stream(axes).anyMatch(a -> a == axis || a + rank == axis);
  }
}
