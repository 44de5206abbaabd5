package twofold.tensor;

import java.util.List;

/**
 * The product of the second derivatives with a vector, at the price of a few gradients.
 *
 * <pre>
 *   H = ∂²L/∂x²                 for n parameters n² numbers: a network's Hessian is never written down
 *
 *   H·v = ∂/∂x ⟨∇L, v⟩          v constant, since (∂/∂xᵢ) Σⱼ (∂L/∂xⱼ)·vⱼ = Σⱼ Hᵢⱼ·vⱼ
 *                               one gradient, a scalar product, the gradient of that
 * </pre>
 *
 * Optimisers that know curvature (conjugate gradients, Newton) need no more than this.
 *
 * <p>[Pearlmutter 1994, Fast exact multiplication by the Hessian]
 */
public final class HessianVectorProduct {
  private HessianVectorProduct() {}

  /** {@code H·v}, of x's shape. */
  public static Tensor of(Tensor loss, Tensor x, Tensor v) {
    return of(loss, List.of(x), List.of(v)).get(0);
  }

  /**
   * {@code H·v} for the Hessian with respect to all parameters together, in the parameters' shapes.
   * It has a history of its own, in the parameters and in v.
   *
   * @param v one tensor for each parameter, of its shape
   */
  public static List<Tensor> of(Tensor loss, List<Tensor> parameters, List<Tensor> v) {
    Tangents.requireDirections(parameters, v);
    Tensor slope = Tangents.inner(Gradients.of(loss, parameters), v);
    return Gradients.of(slope, parameters);
  }
}
