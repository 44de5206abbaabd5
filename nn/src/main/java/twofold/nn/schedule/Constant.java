package twofold.nn.schedule;

/**
 * The same rate at each step.
 *
 * <pre>
 *   η(t) = η
 * </pre>
 *
 * With noisy gradients the parameters end up wandering around the minimum, the wider the larger η;
 * only a rate that falls to 0 brings them to rest.
 *
 * @param rate η
 */
public record Constant(double rate) implements Schedule {

  public Constant {
    Schedule.requireRate(rate);
  }

  @Override
  public double at(long step) {
    return rate;
  }
}
