package twofold.nn.schedule;

/**
 * The rate falls like a power of the time: fast at first, then slower and slower.
 *
 * <pre>
 *   η(t) = η₀/(1 + t/s)^c
 *
 *   c = 1: half after s steps, a third after 2s, a quarter after 3s.
 *
 *   For ½ &lt; c ≤ 1 and only then
 *     Σ η(t) = ∞      the steps can go anywhere
 *     Σ η(t)² &lt; ∞     but their noise adds up to something finite
 *   which is what stochastic gradient descent needs to come to rest at the minimum.
 *                                                                  [Robbins & Monro 1951, eq. 26]
 * </pre>
 *
 * @param rate η₀
 * @param power c
 * @param steps s
 */
public record Power(double rate, double power, long steps) implements Schedule {

  public Power {
    Schedule.requireRate(rate);
    if (!(power >= 0 && power < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("power must be finite and at least 0, got " + power);
    }
    Schedule.requireSteps("steps", steps);
  }

  @Override
  public double at(long step) {
    return rate / Math.pow(1 + (double) step / steps, power);
  }
}
