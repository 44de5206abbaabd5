package twofold.nn.schedule;

/**
 * Half a wave of the cosine, from high to low: flat at both ends, steepest in the middle.
 *
 * <pre>
 *   η(t) = low + ½·(high − low)·(1 + cos(π·t/T))      for t ≤ T, then low
 *                                                  [Loshchilov & Hutter 2017, SGDR, eq. 5]
 * </pre>
 *
 * The paper starts over again with the high rate from time to time; this is one of its periods.
 *
 * @param high the rate of step 0
 * @param low the rate from step T on; may be 0
 * @param steps T
 */
public record Cosine(double high, double low, long steps) implements Schedule {

  public Cosine {
    Schedule.requireRate("high", high);
    if (!(low >= 0 && low <= high)) {
      throw new IllegalArgumentException("low must be in [0, high = " + high + "], got " + low);
    }
    Schedule.requireSteps("steps", steps);
  }

  /** Down to 0. */
  public Cosine(double high, long steps) {
    this(high, 0, steps);
  }

  @Override
  public double at(long step) {
    if (step >= steps) {
      return low;
    }
    return low + 0.5 * (high - low) * (1 + Math.cos(Math.PI * step / steps));
  }
}
