package twofold.nn.train;

import java.util.Map;
import java.util.function.Consumer;
import twofold.tensor.Tensor;

/** Is told how training goes, and may ask it to stop. */
public interface FitListener {

  /** Before the first step of an epoch. */
  default void epochStarts(int epoch, int epochs, int steps) {}

  default void stepDone(int epoch, int step, double loss) {}

  default void epochDone(History.Epoch epoch) {}

  /** Is asked before each epoch; yes ends training as if all epochs were done. */
  default boolean wantsToStop() {
    return false;
  }

  /** At the end, also when training ends by an error. */
  default void fitEnds() {}

  /**
   * What it remembers from epoch to epoch, by name; most remember nothing. A {@linkplain
   * twofold.nn.save.Checkpoint checkpoint} keeps it, so that training goes on as if never stopped.
   */
  default Map<String, Tensor> state() {
    return Map.of();
  }

  /** Forgets everything and goes on from where {@link #state} was asked. */
  default void restore(Map<String, Tensor> state) {
    if (!state.isEmpty()) {
      throw new IllegalArgumentException(
          "a listener without memory has nothing to restore, got " + state.keySet());
    }
  }

  /** Does nothing. */
  static FitListener silent() {
    return new FitListener() {};
  }

  /** Does something after each epoch. */
  static FitListener afterEachEpoch(Consumer<History.Epoch> action) {
    return new FitListener() {
      @Override
      public void epochDone(History.Epoch epoch) {
        action.accept(epoch);
      }
    };
  }

  /** Tells a listener only of the epochs whose numbers are multiples of this one. */
  static FitListener every(int epochs, FitListener listener) {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be at least 1, got " + epochs);
    }
    return new Filtered(listener, epoch -> epoch.number() % epochs == 0);
  }

  /** This one is told first, then another. */
  default FitListener and(FitListener other) {
    return new Both(this, other);
  }
}
