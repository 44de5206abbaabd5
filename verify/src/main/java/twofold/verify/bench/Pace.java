package twofold.verify.bench;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How often and how long each trial is measured.
 *
 * <p>All trials share a time limit: each gets its part of what is left of it, so that a few are
 * measured longer than many, and a slow machine measures shorter. Most of a trial goes into warming
 * up. Until the compiler has done its work vectors are objects, and the first three or four calls
 * with a million elements take a second each; so it is the number of iterations that must be large
 * enough, each of which makes a call at least.
 *
 * @param limitSeconds for all trials together
 * @param warmUps iterations before the measured ones
 * @param iterations of which the median counts
 * @param longestIteration more would not make the median better, in seconds
 * @param longestCall no call is made that has to be expected to take longer, in seconds
 */
record Pace(
    double limitSeconds, int warmUps, int iterations, double longestIteration, double longestCall) {

  /** Of each trial: to start a JVM of its own, make the inputs, find OpenCL. */
  private static final double START_SECONDS = 0.8;

  /**
   * In each warming iteration, however many trials share the time limit: a vector kernel is some
   * thousand times slower until the compiler has done its work, which takes a second.
   */
  private static final double WARMING_ITERATION = 0.2;

  /** Shorter iterations would be mostly JMH's own work. */
  private static final double SHORTEST_ITERATION = 0.03;

  /** The rest is for calls that are longer than an iteration. */
  private static final double SHARE_PLANNED = 0.92;

  static final int FULL_MINUTES = 35;
  static final int QUICK_MINUTES = 8;

  static Pace full(double minutes) {
    return new Pace(SHARE_PLANNED * 60 * minutes, 6, 5, 0.5, 1);
  }

  static Pace quick(double minutes) {
    return new Pace(SHARE_PLANNED * 60 * minutes, 6, 3, 0.25, 1);
  }

  /**
   * Sets JMH up for a trial.
   *
   * @param share of the time limit, in seconds
   * @param expected what a call is expected to take, in seconds
   */
  void apply(ChainedOptionsBuilder options, double share, double expected) {
    double wanted = (share - START_SECONDS) / (warmUps + iterations);
    double seconds = Math.max(SHORTEST_ITERATION, Math.min(longestIteration, wanted));
    TimeValue time = TimeValue.milliseconds(Math.round(1000 * seconds));
    double warming = Math.max(WARMING_ITERATION, seconds);
    // an iteration makes a call at least, and long calls vary little; but they too have to warm up
    boolean isLong = expected > seconds;
    options
        .warmupIterations(warmUps)
        .warmupTime(TimeValue.milliseconds(Math.round(1000 * warming)))
        .measurementIterations(isLong ? Math.min(3, iterations) : iterations)
        .measurementTime(time);
  }
}
