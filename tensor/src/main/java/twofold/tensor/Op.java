package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * One differentiable operation applied to its inputs: a node of the computation graph.
 *
 * <p>An operation is a small record of its inputs. Its constructor checks the shapes, {@link
 * #forward} computes, {@link #pullback} differentiates. Beside them stand the kernel contract - a
 * nested interface {@code Kernel<S>} over the storage type - and its definition, a static method
 * {@code reference} on {@code double[]}. The fast writings of the same contract are found by name:
 * {@code AddCpu}, {@code AddSimd}, {@code AddGpu} beside {@code Add}.
 */
public interface Op {

  /**
   * For an input through which no gradient flows: the operation is constant in it, or piecewise
   * constant.
   */
  Supplier<Tensor> CONSTANT = () -> null;

  List<Tensor> inputs();

  /** The result, computed by the kernel of the inputs' device (or a mere view of an input). */
  Tensor forward();

  /**
   * Maps the gradient of a scalar with respect to the result onto the inputs, one recipe for each,
   * in order; only the recipes that lead to a wanted parameter are followed. Written with tensor
   * operations only, so a gradient can be differentiated again.
   *
   * @param result what {@link #forward} returned
   * @param gradient ∂L/∂result, of the result's shape
   */
  List<Supplier<Tensor>> pullback(Tensor result, Tensor gradient);

  /** Computes the result and lets it remember that it came from here. */
  default Tensor apply() {
    return forward().madeBy(this);
  }
}
