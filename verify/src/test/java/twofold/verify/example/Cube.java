package twofold.verify.example;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Tensor;
import twofold.tensor.Unary;
import twofold.tensor.View;

/**
 * An operation of one's own: the cube, element by element.
 *
 * <pre>
 *   yᵢ = xᵢ³
 *
 *   Pullback. ∂yᵢ/∂xᵢ = 3xᵢ²:      x̄ = 3·x ∘ x ∘ G
 *
 *   Rounding. Two products: |fl(y) − y| ≤ γ₂·|y|
 * </pre>
 *
 * This is all that it takes: the contract and its definition, which make it run on the reference;
 * the pullback, in tensor operations, so that it can be pulled back again; a twin beside it, {@link
 * CubeCpu}, to be found by its name; and one call of the gradient checker, in {@code
 * CubeProperties}.
 */
public record Cube(Tensor x) implements Unary {

  /** {@code y[i] = (x at i)³}. */
  public interface Kernel<S> extends Unary.Kernel<S> {}

  static void reference(View<double[]> x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      double value = x.data()[x.at(i)];
      y[i] = value * value * value;
    }
  }

  public static Tensor cube(Tensor x) {
    return new Cube(x).apply();
  }

  @Override
  public Tensor forward() {
    return Unary.map(Kernel.class, x);
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> x.multiply(x).multiply(3).multiply(g));
  }
}
