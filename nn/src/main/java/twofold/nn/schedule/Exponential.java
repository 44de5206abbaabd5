package twofold.nn.schedule;

/**
 * Every so many steps the rate falls by the same factor.
 *
 * <pre>
 *   η(t) = η₀·d^(t/s)
 * </pre>
 *
 * It falls so fast that all steps together go only so far: Σ η(t) = η₀/(1 − d^(1/s)).
 *
 * @param rate η₀
 * @param decay d, what is left after s steps
 * @param steps s
 */
public record Exponential(double rate, double decay, long steps) implements Schedule {

  public Exponential {
    Schedule.requireRate(rate);
    if (!(decay > 0 && decay <= 1)) {
      throw new IllegalArgumentException("decay must be in (0, 1], got " + decay);
    }
    Schedule.requireSteps("steps", steps);
  }

  @Override
  public double at(long step) {
    return rate * Math.pow(decay, (double) step / steps);
  }
}
