package twofold.nn.schedule;

import java.util.Map;
import twofold.tensor.Tensor;

/**
 * The learning rate as a function of the step: long strides while the minimum is far, short ones
 * near it.
 *
 * <p>Steps are counted from 0: {@code at(t)} is the rate of the update that has t updates before
 * it. Who thinks in epochs multiplies by the steps of an epoch. Schedules nest: {@link WarmUp}
 * takes another one.
 */
@FunctionalInterface
public interface Schedule {

  /** η for the update that has so many before it. */
  double at(long step);

  /** The same at each step. */
  static Schedule constant(double rate) {
    return new Constant(rate);
  }

  /**
   * Is told the loss on held-out examples, after each epoch say. Only few care: {@link Plateau}.
   */
  default void observe(double loss) {}

  /** What a schedule remembers, by name; most are functions of the step alone. */
  default Map<String, Tensor> state() {
    return Map.of();
  }

  /** Goes on from where {@link #state} was asked. */
  default void restore(Map<String, Tensor> state) {
    if (!state.isEmpty()) {
      throw new IllegalArgumentException(
          "a schedule without memory has nothing to restore, got " + state.keySet());
    }
  }

  /** A learning rate must be a positive number. */
  static double requireRate(double rate) {
    return requireRate("learning rate", rate);
  }

  /** A learning rate with a name of its own must be a positive number, too. */
  static double requireRate(String name, double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite, got " + rate);
    }
    return rate;
  }

  /** A duration must be a step at least. */
  static long requireSteps(String name, long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + steps);
    }
    return steps;
  }
}
