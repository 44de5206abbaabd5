package twofold.tensor;

/**
 * All second derivatives of one number, written out: the Jacobian of the gradient.
 *
 * <pre>
 *   Hᵢⱼ = ∂²L / ∂xᵢ∂xⱼ          shape of H = shape of x, twice;  H is symmetric where L is twice smooth    [Schwarz]
 *
 *   row i = H·eᵢ                n backward passes through a gradient, n² numbers: for small x
 * </pre>
 */
public final class Hessian {
  private Hessian() {}

  /** The Hessian of a single number; a constant. */
  public static Tensor of(Tensor loss, Tensor x) {
    return Jacobian.of(Gradients.of(loss, x), x);
  }
}
