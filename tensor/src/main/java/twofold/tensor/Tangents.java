package twofold.tensor;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Forward-mode differentiation: how a result moves when what it was computed from moves in a given
 * direction.
 *
 * <pre>
 *   y = f(x),  J = ∂y/∂x       reverse mode, {@link Gradients}     v ↦ Jᵀv     one row of J for each v
 *                              forward mode, here                  u ↦ J·u     one column of J for each u
 *
 *   The trick. For fixed x the map v ↦ Jᵀv is linear, and its own Jacobian is Jᵀ. So pull back once through f and once
 *   more through that pullback, at any v whatever, with cotangent u:
 *
 *     ∂/∂v ⟨Jᵀv, u⟩ = ∂/∂v ⟨v, J·u⟩ = J·u
 *
 *   Two backwards make a forward.                                                       [Townsend 2017]
 * </pre>
 *
 * What speaks for it: pullbacks are written in tensor operations, so forward mode is here already
 * and no operation needs a second rule that could disagree with the first.
 *
 * <p>What it costs. A true forward sweep carries a tangent along with every value and forgets both
 * when they have been used: one dense layer {@code Y = X·W} takes the product itself and two more,
 * {@code Ẋ·W + X·Ẇ}, and memory for one layer at a time. The trick takes the product, two more for
 * {@code Jᵀv}, whose values nobody will look at, and two for the answer; and it keeps the history
 * of everything. Five products for three, and the memory of reverse mode: acceptable for what
 * forward mode is used for here, products of a few directions with Jacobians of many rows.
 *
 * <p>[Townsend 2017, A new trick for calculating Jacobian vector products; Griewank & Walther 2008,
 * Evaluating Derivatives, section 3.1]
 */
public final class Tangents {
  private Tangents() {}

  /** {@code J·u}: the derivative of the result when the input moves in that direction. */
  public static Tensor of(Tensor result, Tensor input, Tensor direction) {
    return of(result, List.of(input), List.of(direction));
  }

  /**
   * {@code Σₖ Jₖ·uₖ}: the derivative of the result when all inputs move at once, each in its
   * direction. It has a history of its own, so it can be differentiated again.
   *
   * @param directions one for each input, of the input's shape
   */
  public static Tensor of(Tensor result, List<Tensor> inputs, List<Tensor> directions) {
    requireDirections(inputs, directions);
    Tensor v = result.device().full(result.shape(), 0); // Jᵀv is linear in v: any v would do
    Tensor moved = inner(Gradients.of(result, v, inputs), directions);
    return Gradients.of(moved, v);
  }

  /** {@code Σₖ ⟨aₖ, bₖ⟩}, a single number. */
  static Tensor inner(List<Tensor> a, List<Tensor> b) {
    return IntStream.range(0, a.size())
        .mapToObj(k -> a.get(k).multiply(b.get(k)).sum())
        .reduce(Tensor::add)
        .orElseThrow();
  }

  static void requireDirections(List<Tensor> inputs, List<Tensor> directions) {
    if (inputs.isEmpty() || inputs.size() != directions.size()) {
      throw new ShapeException(
          "at least one input, and one direction for each; got %d inputs and %d directions",
          inputs.size(), directions.size());
    }
    for (int k = 0; k < inputs.size(); k++) {
      if (!inputs.get(k).shape().equals(directions.get(k).shape())) {
        throw new ShapeException(
            "direction %d must have its input's shape %s, got %s",
            k, inputs.get(k).shape(), directions.get(k).shape());
      }
    }
  }
}
