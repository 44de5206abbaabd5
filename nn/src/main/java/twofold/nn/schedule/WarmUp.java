package twofold.nn.schedule;

import java.util.Map;
import twofold.tensor.Tensor;

/**
 * Begins any schedule gently: fresh parameters have large, unreliable gradients, and the running
 * means of an optimiser know little yet.
 *
 * <pre>
 *   η(t) = (t + 1)/w · then(t)      for t &lt; w
 *          then(t)                  from t = w − 1 on: the two agree there
 *                                              [Goyal, Dollár, Girshick et al. 2017, section 2.2]
 * </pre>
 *
 * Counted from t + 1, so that the first step is short but does not go to waste.
 *
 * @param steps w
 * @param then the schedule that is warmed up; its time runs from the start
 */
public record WarmUp(long steps, Schedule then) implements Schedule {

  public WarmUp {
    Schedule.requireSteps("steps", steps);
  }

  @Override
  public double at(long step) {
    double rate = then.at(step);
    return step < steps ? rate * (step + 1) / steps : rate;
  }

  @Override
  public void observe(double loss) {
    then.observe(loss);
  }

  @Override
  public Map<String, Tensor> state() {
    return then.state();
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    then.restore(state);
  }
}
