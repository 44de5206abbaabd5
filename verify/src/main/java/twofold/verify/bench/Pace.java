package twofold.verify.bench;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How often and how long each trial is measured.
 *
 * <p>Everything that is asked for shares a time limit, so that a few trials are measured longer
 * than many. Most of a trial goes into warming up: the compiler needs about a second for a large
 * kernel, and until then vectors are objects.
 *
 * @param limitSeconds for all trials together
 * @param warmUps iterations before the measured ones
 * @param iterations of which the median counts
 * @param longestIteration more would not make the median better, in seconds
 * @param longestCall no call is made that has to be expected to take longer, in seconds
 */
record Pace(
    double limitSeconds, int warmUps, int iterations, double longestIteration, double longestCall) {

  /** A JVM of its own for each trial: to start it, make the inputs and find OpenCL. */
  private static final double START_SECONDS = 1.1;

  /** Shorter iterations would be mostly JMH's own work. */
  private static final double SHORTEST_ITERATION = 0.03;

  static Pace full() {
    return new Pace(20 * 60, 6, 5, 0.5, 1);
  }

  static Pace quick() {
    return new Pace(4 * 60, 4, 3, 0.1, 0.25);
  }

  /** Sets JMH up for one of so many trials, whose call is expected to take so many seconds. */
  void apply(ChainedOptionsBuilder options, int trials, double expected) {
    double seconds =
        Math.max(
            SHORTEST_ITERATION,
            Math.min(
                longestIteration,
                (limitSeconds / trials - START_SECONDS) / (warmUps + iterations)));
    TimeValue time = TimeValue.milliseconds(Math.round(1000 * seconds));
    // an iteration makes one call at least, and long calls vary little
    boolean isLong = expected > seconds;
    options
        .warmupIterations(isLong ? 1 : warmUps)
        .warmupTime(time)
        .measurementIterations(isLong ? 3 : iterations)
        .measurementTime(time);
  }
}
