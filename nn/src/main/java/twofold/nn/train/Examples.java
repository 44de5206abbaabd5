package twofold.nn.train;

import twofold.tensor.Device;
import twofold.tensor.Tensor;

/** Examples to learn from or to be judged by: inputs, and the answers wanted. */
public interface Examples {

  /** How many. */
  int count();

  /**
   * Some examples as tensors.
   *
   * @param order numbers of examples; those at positions {@code from … to − 1} make the batch
   */
  Batch batch(Device<?> device, int[] order, int from, int to);

  /**
   * These examples as one epoch of training sees them; the same ones, unless they are made anew
   * each time.
   *
   * @param seed of all randomness of the training
   * @param epoch 1, 2, …
   */
  default Examples epoch(long seed, int epoch) {
    return this;
  }

  /**
   * @param inputs first axis: the examples
   * @param targets first axis: the examples
   */
  record Batch(Tensor inputs, Tensor targets) {}

  /** 0, 1, …, count − 1. */
  default int[] inOrder() {
    int[] order = new int[count()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    return order;
  }
}
