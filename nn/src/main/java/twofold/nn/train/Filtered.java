package twofold.nn.train;

import java.util.Map;
import java.util.function.Predicate;
import twofold.tensor.Tensor;

/** Tells a listener of some epochs only. */
record Filtered(FitListener listener, Predicate<History.Epoch> which) implements FitListener {

  @Override
  public void epochStarts(int epoch, int epochs, int steps) {
    listener.epochStarts(epoch, epochs, steps);
  }

  @Override
  public void stepDone(int epoch, int step, double loss) {
    listener.stepDone(epoch, step, loss);
  }

  @Override
  public void epochDone(History.Epoch epoch) {
    if (which.test(epoch)) {
      listener.epochDone(epoch);
    }
  }

  @Override
  public boolean wantsToStop() {
    return listener.wantsToStop();
  }

  @Override
  public void fitEnds() {
    listener.fitEnds();
  }

  @Override
  public Map<String, Tensor> state() {
    return listener.state();
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    listener.restore(state);
  }
}
