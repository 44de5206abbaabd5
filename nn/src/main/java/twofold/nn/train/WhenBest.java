package twofold.nn.train;

import java.util.Map;
import twofold.tensor.Tensor;

/**
 * Tells another listener of the epochs that are better than all before them: {@code new
 * WhenBest(Watch.loss(), Checkpoint.afterEachEpoch(…))} keeps the best checkpoint.
 */
public final class WhenBest implements FitListener {
  private final Best best;
  private final FitListener listener;

  /**
   * @param watch what better means
   * @param listener one without memory of its own
   */
  public WhenBest(Watch watch, FitListener listener) {
    this.best = new Best(watch, 0);
    this.listener = listener;
  }

  @Override
  public void epochDone(History.Epoch epoch) {
    if (best.isBeatenBy(epoch)) {
      listener.epochDone(epoch);
    }
  }

  @Override
  public void fitEnds() {
    listener.fitEnds();
  }

  @Override
  public Map<String, Tensor> state() {
    return best.state();
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    best.restore(state);
  }
}
