package twofold.nn.train;

import java.util.LinkedHashMap;
import java.util.Map;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * Remembers the best epoch so far.
 *
 * <pre>
 *   epoch e is better if   gain(vₑ, best) > minDelta          the first one always is
 * </pre>
 */
final class Best {
  private static final String VALUE = "best";
  private static final String EPOCH = "epoch";

  private final Watch watch;
  private final double minDelta;
  private double value;
  private int epoch; // 0 before the first

  Best(Watch watch, double minDelta) {
    if (!(minDelta >= 0 && minDelta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "what counts as better must be from 0 on and finite, got " + minDelta);
    }
    this.watch = watch;
    this.minDelta = minDelta;
  }

  /** Whether this epoch is better than all before; then it is the best. */
  boolean isBeatenBy(History.Epoch next) {
    double now = watch.of(next);
    boolean isBetter = epoch == 0 || watch.gain(now, value) > minDelta;
    if (isBetter) {
      value = now;
      epoch = next.number();
    }
    return isBetter;
  }

  /** Its number, 0 if there is none yet. */
  int epoch() {
    return epoch;
  }

  double value() {
    return value;
  }

  /** In double, on the reference device: nothing is rounded. */
  Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(VALUE, Device.reference().scalar(value));
    state.put(EPOCH, Device.reference().scalar(epoch));
    return state;
  }

  void restore(Map<String, Tensor> state) {
    double restored = required(state, VALUE);
    epoch = (int) required(state, EPOCH);
    value = restored;
  }

  static double required(Map<String, Tensor> state, String name) {
    Tensor tensor = state.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "this listener's state has an entry '" + name + "', got " + state.keySet());
    }
    return tensor.item();
  }
}
