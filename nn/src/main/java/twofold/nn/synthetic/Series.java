package twofold.nn.synthetic;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;

/**
 * Numbers over time, made of what can be predicted and of what cannot.
 *
 * <pre>
 *   y(t) = level + slope·t + Σⱼ aⱼ·sin(2π·t/pⱼ + φⱼ) + noise·z(t)        z(t) ~ N(0, 1), independent
 * </pre>
 *
 * No forecast can have a smaller mean square error than noise²: a model that comes below has seen
 * the future.
 *
 * @param level where it starts
 * @param slope how much it grows in each step
 * @param waves what comes and goes
 * @param noise deviation of what cannot be predicted
 */
public record Series(double level, double slope, List<Wave> waves, double noise) {

  /**
   * @param amplitude a
   * @param period p, above 0, in steps
   * @param phase φ, in radians
   */
  public record Wave(double amplitude, double period, double phase) {
    public Wave {
      Require.that(period > 0, "a period must be above 0, got " + period);
    }
  }

  public Series {
    waves = List.copyOf(waves);
    Require.noise(noise);
  }

  /** y(t) without noise. */
  public double expected(double t) {
    double y = level + slope * t;
    for (Wave wave : waves) {
      y += wave.amplitude * StrictMath.sin(2 * Math.PI * t / wave.period + wave.phase);
    }
    return y;
  }

  /** y(0) … y(count − 1). The longer series begins with the shorter one of the same seed. */
  public double[] draw(int count, long seed) {
    Require.count(count);
    RandomGenerator random = RandomStreams.of(seed);
    double[] y = new double[count];
    for (int t = 0; t < count; t++) {
      y[t] = expected(t) + noise * RandomStreams.normal(random);
    }
    return y;
  }

  /**
   * x·sin(x)/3 + 2·sin(5x): slow and fast waves at once, of which the slow ones grow. A function to
   * learn by steps of 0.1, say.
   */
  public static double bumpy(double x) {
    return x * StrictMath.sin(x) / 3 + 2 * StrictMath.sin(5 * x);
  }
}
