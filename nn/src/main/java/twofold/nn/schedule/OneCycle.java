package twofold.nn.schedule;

/**
 * Up, down, and a short tail at a very small rate. The large rates in the middle keep the
 * parameters out of narrow valleys, and training is done in far fewer steps.
 *
 * <pre>
 *   high        /\                 t = 0            low
 *              /  \                t = up           high
 *   low       /    \               t = 2·up         low
 *                   \__            t = 2·up + tail  last, and from there on
 *   last               \__         straight lines between
 *                                                [Smith 2018, A disciplined approach, section 4.1]
 * </pre>
 *
 * @param low the rate at both feet
 * @param high the rate of the peak
 * @param last where the tail ends, orders of magnitude below
 * @param up steps of either flank
 * @param tail steps of the tail
 */
public record OneCycle(double low, double high, double last, long up, long tail)
    implements Schedule {

  public OneCycle {
    Schedule.requireRate("low", low);
    Schedule.requireRate("high", high);
    if (low > high) {
      throw new IllegalArgumentException("low must not exceed high = " + high + ", got " + low);
    }
    if (!(last >= 0 && last <= low)) {
      throw new IllegalArgumentException("last must be in [0, low = " + low + "], got " + last);
    }
    Schedule.requireSteps("up", up);
    Schedule.requireSteps("tail", tail);
  }

  /**
   * The usual proportions: feet at a tenth of the peak, flanks of 45 % of the steps each, and a
   * tail to a hundredth of the feet.
   *
   * @param steps altogether, at least 3
   */
  public static OneCycle of(double high, long steps) {
    if (steps < 3) {
      throw new IllegalArgumentException("steps of one cycle must be at least 3, got " + steps);
    }
    long up = Math.max(1, steps * 45 / 100);
    return new OneCycle(high / 10, high, high / 1000, up, steps - 2 * up);
  }

  @Override
  public double at(long step) {
    if (step <= up) {
      return between(low, high, step, up);
    }
    if (step <= 2 * up) {
      return between(high, low, step - up, up);
    }
    return between(low, last, Math.min(step - 2 * up, tail), tail);
  }

  /** The straight line from (0, from) to (length, to). */
  private static double between(double from, double to, long step, long length) {
    double part = (double) step / length;
    return (1 - part) * from + part * to;
  }
}
