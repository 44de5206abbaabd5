package twofold.nn.train;

import java.util.LinkedHashMap;
import java.util.Map;
import twofold.tensor.Tensor;

/** Two listeners as one: the first is told first. */
record Both(FitListener first, FitListener second) implements FitListener {
  private static final String FIRST = "first.";
  private static final String SECOND = "second.";

  @Override
  public void epochStarts(int epoch, int epochs, int steps) {
    first.epochStarts(epoch, epochs, steps);
    second.epochStarts(epoch, epochs, steps);
  }

  @Override
  public void stepDone(int epoch, int step, double loss) {
    first.stepDone(epoch, step, loss);
    second.stepDone(epoch, step, loss);
  }

  @Override
  public void epochDone(History.Epoch epoch) {
    first.epochDone(epoch);
    second.epochDone(epoch);
  }

  @Override
  public boolean wantsToStop() {
    return first.wantsToStop() || second.wantsToStop();
  }

  @Override
  public void fitEnds() {
    try {
      first.fitEnds();
    } finally {
      second.fitEnds();
    }
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    first.state().forEach((name, tensor) -> state.put(FIRST + name, tensor));
    second.state().forEach((name, tensor) -> state.put(SECOND + name, tensor));
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    Map<String, Tensor> ofFirst = new LinkedHashMap<>();
    Map<String, Tensor> ofSecond = new LinkedHashMap<>();
    state.forEach(
        (name, tensor) -> {
          if (name.startsWith(FIRST)) {
            ofFirst.put(name.substring(FIRST.length()), tensor);
          } else if (name.startsWith(SECOND)) {
            ofSecond.put(name.substring(SECOND.length()), tensor);
          } else {
            throw new IllegalArgumentException("two listeners have no entry '" + name + "'");
          }
        });
    first.restore(ofFirst);
    second.restore(ofSecond);
  }
}
