package twofold.nn.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import twofold.nn.layer.Layer;
import twofold.tensor.Tensor;

/**
 * An ensemble for the price of one training: the learning rate falls to 0 and rises again, time
 * after time, and each time it has fallen the network is remembered.
 *
 * <pre>
 *   η(t) = ½·high·(1 + cos(π·(t mod P)/P))          new Restarts(new Cosine(high, P), P)
 *   snapshot m: the network after m·P steps         m = 1, 2, …
 *                                                                    [Huang et al. 2017, section 3]
 * </pre>
 *
 * It remembers the snapshots where {@code Checkpoint} saves it, too.
 */
public final class SnapshotEnsemble implements FitListener {
  private final Layer model;
  private final long period;
  private final List<Snapshot> snapshots = new ArrayList<>();
  private int steps;

  /**
   * @param model that is trained
   * @param period P, in steps, as the schedule has it
   */
  public SnapshotEnsemble(Layer model, long period) {
    if (period < 1) {
      throw new IllegalArgumentException("period must be at least 1, got " + period);
    }
    this.model = model;
    this.period = period;
  }

  @Override
  public void epochStarts(int epoch, int epochs, int steps) {
    this.steps = steps;
  }

  @Override
  public void stepDone(int epoch, int step, double loss) {
    long done = (epoch - 1L) * steps + step;
    if (done % period == 0) {
      snapshots.add(Snapshot.of(model));
    }
  }

  /** How many there are. */
  public int count() {
    return snapshots.size();
  }

  /**
   * The last of the snapshots as an ensemble.
   *
   * @param most so many at most: the last ones are the best
   * @param fresh builds a network as the trained one was built, each time anew
   */
  public Ensemble last(int most, Supplier<Layer> fresh) {
    List<Layer> members = new ArrayList<>();
    for (Snapshot snapshot : snapshots.subList(Math.max(0, count() - most), count())) {
      Layer member = fresh.get();
      snapshot.putInto(member);
      members.add(member);
    }
    return new Ensemble(members, true);
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (int m = 0; m < count(); m++) {
      List<Tensor> tensors = snapshots.get(m).tensors();
      for (int k = 0; k < tensors.size(); k++) {
        state.put(m + "." + k, tensors.get(k));
      }
    }
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    List<Snapshot> restored = new ArrayList<>();
    int used = 0;
    while (state.containsKey(restored.size() + ".0")) {
      List<Tensor> tensors = new ArrayList<>();
      while (state.containsKey(restored.size() + "." + tensors.size())) {
        tensors.add(state.get(restored.size() + "." + tensors.size()));
      }
      used += tensors.size();
      restored.add(Snapshot.of(model, tensors));
    }
    if (used != state.size()) {
      throw new IllegalArgumentException(
          "the state of a snapshot ensemble has snapshots only, got " + state.keySet());
    }
    snapshots.clear();
    snapshots.addAll(restored);
  }
}
