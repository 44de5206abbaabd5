package twofold.nn.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import twofold.nn.layer.Network;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * Stops when the held-out examples say that nothing is gained any more: what is learned from then
 * on is the noise of the training examples.
 *
 * <pre>
 *   after epoch e:   better by more than minDelta than the best so far   best ← e, w ← 0
 *                    otherwise                                           w ← w + 1
 *                    w > patience                                        stop
 *                                                          [Prechelt 1998, Early Stopping - But When?]
 * </pre>
 *
 * In the end, however it comes, the network gets back the numbers it had after the best epoch.
 */
public final class EarlyStopping implements FitListener {
  private static final String WAITED = "waited";

  private final Network model;
  private final Options options;
  private final Best best;
  private Snapshot atBest;
  private int waited;

  /**
   * @param watch what is compared; the loss on the held-out examples unless something else is said
   * @param patience so many epochs may pass without getting better
   * @param minDelta gains up to this are none
   * @param restoring whether the network gets back its best numbers in the end
   */
  public record Options(Watch watch, int patience, double minDelta, boolean restoring) {
    public Options {
      if (patience < 0) {
        throw new IllegalArgumentException("patience must be from 0 on, got " + patience);
      }
    }

    /** The held-out loss, a patience of 5 epochs, any gain, the best numbers in the end. */
    public Options() {
      this(Watch.loss(), 5, 0, true);
    }

    public Options withWatch(Watch watch) {
      return new Options(watch, patience, minDelta, restoring);
    }

    public Options withPatience(int patience) {
      return new Options(watch, patience, minDelta, restoring);
    }

    public Options withMinDelta(double minDelta) {
      return new Options(watch, patience, minDelta, restoring);
    }

    public Options withRestoring(boolean restoring) {
      return new Options(watch, patience, minDelta, restoring);
    }
  }

  public EarlyStopping(Network model, Options options) {
    this.model = model;
    this.options = options;
    this.best = new Best(options.watch, options.minDelta);
  }

  @Override
  public void epochDone(History.Epoch epoch) {
    if (best.isBeatenBy(epoch)) {
      waited = 0;
      atBest = options.restoring ? Snapshot.of(model) : null;
    } else {
      waited++;
    }
  }

  @Override
  public boolean wantsToStop() {
    return waited > options.patience;
  }

  /** The number of the best epoch so far; 0 before the first. */
  public int bestEpoch() {
    return best.epoch();
  }

  @Override
  public void fitEnds() {
    if (atBest != null) {
      atBest.putInto(model);
    }
  }

  /** The best value, its epoch, how long ago it was, and the numbers the network had then. */
  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>(best.state());
    state.put(WAITED, Device.reference().scalar(waited));
    if (atBest != null) {
      List<Tensor> numbers = atBest.tensors();
      for (int k = 0; k < numbers.size(); k++) {
        state.put(Integer.toString(k), numbers.get(k));
      }
    }
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    List<Tensor> numbers = new ArrayList<>();
    while (state.containsKey(Integer.toString(numbers.size()))) {
      numbers.add(state.get(Integer.toString(numbers.size())));
    }
    int count = (int) Best.required(state, WAITED);
    Snapshot restored = numbers.isEmpty() ? null : Snapshot.of(model, numbers);
    best.restore(state);
    waited = count;
    atBest = restored;
  }
}
