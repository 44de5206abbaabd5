package twofold.tensor;

import java.util.List;

/**
 * A fused operation that can say what it is made of. What holds for any composition of operations -
 * how far rounding takes it, say - then holds for it too, and need not be said again.
 */
public interface Composed extends Op {

  /**
   * The same, made of other tensor operations.
   *
   * @param in tensors of the shapes of {@link #inputs}, in their order
   */
  Tensor composed(List<Tensor> in);
}
