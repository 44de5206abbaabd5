package twofold.nn.train;

import java.util.Arrays;
import java.util.List;
import twofold.math.RandomStreams;
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
   * Inputs and targets of some examples, whose first axes count them.
   *
   * @param allInputs one for each input of the network
   * @param allTargets one for each output
   */
  record Batch(List<Tensor> allInputs, List<Tensor> allTargets) {
    public Batch {
      allInputs = List.copyOf(allInputs);
      allTargets = List.copyOf(allTargets);
    }

    /** For networks with one input and one output. */
    public Batch(Tensor inputs, Tensor targets) {
      this(List.of(inputs), List.of(targets));
    }

    /** Those of the only input. */
    public Tensor inputs() {
      return only("inputs", allInputs);
    }

    /** Those of the only output. */
    public Tensor targets() {
      return only("targets", allTargets);
    }

    private static Tensor only(String what, List<Tensor> tensors) {
      if (tensors.size() != 1) {
        throw new IllegalStateException(
            "a batch with one tensor of " + what + " was expected, got " + tensors.size());
      }
      return tensors.get(0);
    }
  }

  /** 0, 1, …, count − 1. */
  default int[] inOrder() {
    int[] order = new int[count()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    return order;
  }

  /** The examples at these positions, in this order. */
  default Examples select(int[] positions) {
    return new Selection(this, positions);
  }

  /** These and then others, as many inputs and targets of the same shapes. */
  default Examples and(Examples others) {
    return new Joined(this, others);
  }

  /**
   * Holds out a part of the examples, drawn at random: the same ones for the same seed.
   *
   * @param part of them to hold out, from 0 to 1, rounded to a whole number of examples
   */
  default Split holdOut(double part, long seed) {
    if (!(part >= 0 && part <= 1)) {
      throw new IllegalArgumentException("the part to hold out must be 0 to 1, got " + part);
    }
    int n = count();
    int heldOut = (int) Math.round(part * n);
    int[] order =
        RandomStreams.permutation(n, RandomStreams.stream(seed, RandomStreams.name("held out")));
    int[] out = Arrays.copyOf(order, heldOut);
    int[] rest = Arrays.copyOfRange(order, heldOut, n);
    Arrays.sort(out); // as they came: only the choice is random
    Arrays.sort(rest);
    return new Split(select(rest), select(out));
  }

  /**
   * Examples to learn from, and others to be judged by.
   *
   * @param train to learn from
   * @param heldOut to be judged by
   */
  record Split(Examples train, Examples heldOut) {}
}
