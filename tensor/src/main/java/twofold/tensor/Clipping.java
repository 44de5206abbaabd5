package twofold.tensor;

import static twofold.tensor.Equal.equal;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Gate.gate;
import static twofold.tensor.Log.log;

import java.util.List;

/**
 * Shortens what is too long and keeps its direction: how exploding gradients are tamed.
 *
 * <pre>
 *   clip(x) = x                     where ‖x‖ ≤ c
 *             x · c/‖x‖             where ‖x‖ > c            ‖x‖ = √(Σ xᵢ²), so ‖clip(x)‖ = min(‖x‖, c)
 *
 *   by norm          each tensor by its own norm: their proportions are lost
 *   by global norm   all of them by one factor, as if they were one long vector: the step keeps its direction
 *
 *   Rounding. What is short enough comes back to the bit: it is multiplied by 1. Else the factor c/‖x‖ is computed as
 *   c·exp(−½·ln Σx²): if the sum is off by a part of γₙ, it is off by about (½γₙ + (|ln Σx²| + 2)·2u), and so is ‖clip(x)‖.
 *
 *   Kink. At ‖x‖ = c the factor is 1 and counts as constant.
 *   Not finite. If Σx² is NaN or infinite - which in single precision happens from ‖x‖ ≈ 2·10¹⁹ on - everything becomes
 *   NaN: a training step that has blown up is seen, not hidden.
 * </pre>
 *
 * Made of tensor operations, so gradients go through it: of a clipped vector only what is across
 * its direction still moves it. The value 0 has the gradient of the identity.
 *
 * <p>[Pascanu, Mikolov & Bengio 2013, On the difficulty of training recurrent neural networks]
 */
public final class Clipping {
  private Clipping() {}

  /** One tensor, clipped by the norm of all its elements together. */
  public static Tensor byNorm(Tensor x, double limit) {
    return byGlobalNorm(List.of(x), limit).get(0);
  }

  /** All tensors, each multiplied by the one factor that their common norm asks for. */
  public static List<Tensor> byGlobalNorm(List<Tensor> tensors, double limit) {
    Tensor factor = factor(sumOfSquares(tensors), limit);
    return tensors.stream().map(x -> x.multiply(factor)).toList();
  }

  private static Tensor sumOfSquares(List<Tensor> tensors) {
    return tensors.stream()
        .map(x -> x.multiply(x).sum())
        .reduce(Tensor::add)
        .orElseThrow(() -> new ShapeException("clipping needs at least one tensor, got none"));
  }

  /** {@code min(1, c/√s)}. */
  private static Tensor factor(Tensor s, double limit) {
    if (!(limit > 0) || Double.isInfinite(limit)) {
      throw new IllegalArgumentException(
          "the norm to clip to must be positive and finite, got " + limit);
    }
    Tensor excess = s.subtract(limit * limit).stopGradient();
    Tensor isLong = gate(excess, one(s));
    // Where x is short the root is taken of 1 and thrown away: neither it nor its slope may be NaN.
    Tensor safe = gate(excess, s).add(equal(isLong, zero(s)));
    Tensor shrink = exp(log(safe).multiply(-0.5)).multiply(limit);
    Tensor alarm = s.subtract(s).stopGradient(); // 0, but NaN if s is not finite
    return gate(excess, shrink).add(equal(isLong, zero(s))).add(alarm);
  }

  private static Tensor one(Tensor like) {
    return like.device().full(like.shape(), 1);
  }

  private static Tensor zero(Tensor like) {
    return like.device().full(like.shape(), 0);
  }
}
