package twofold.nn.schedule;

import java.util.Map;
import twofold.tensor.Tensor;

/**
 * Another schedule over and over again: warm restarts.
 *
 * <pre>
 *   η(t) = schedule(t mod period)
 *                                        [Loshchilov & Hutter 2017, SGDR; Huang et al. 2017, eq. 2]
 * </pre>
 *
 * Of {@code new Cosine(high, period)} it makes the cyclic annealing of snapshot ensembles: at the
 * end of each period the network rests in a minimum, and the next high rate takes it out again.
 *
 * @param schedule of one period
 * @param period in steps
 */
public record Restarts(Schedule schedule, long period) implements Schedule {

  public Restarts {
    Schedule.requireSteps("period", period);
  }

  @Override
  public double at(long step) {
    return schedule.at(step % period);
  }

  @Override
  public void observe(double loss) {
    schedule.observe(loss);
  }

  @Override
  public Map<String, Tensor> state() {
    return schedule.state();
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    schedule.restore(state);
  }
}
