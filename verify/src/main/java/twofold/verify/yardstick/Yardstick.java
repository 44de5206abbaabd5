package twofold.verify.yardstick;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import twofold.tensor.Scope;

/**
 * The rows that other libraries can be timed by as well: one operation or one training step each,
 * on the cpu device, median milliseconds of a call.
 *
 * <p>Not JMH, because the other side of the comparison is not either: a few calls to warm up, then
 * calls for a fixed time, and the median of them.
 */
public final class Yardstick {
  /** A row is called for this long, or five times, whichever is longer. */
  private static final long NANOS = 1_500_000_000;

  private static final int CALLS_AT_LEAST = 5;

  /** Long enough for the compiler to have done its work on small rows. */
  private static final long WARM_UP_NANOS = 1_000_000_000;

  private final Pattern wanted;
  private final PrintStream out;
  private final Map<String, Double> medians = new LinkedHashMap<>();

  private Yardstick(Pattern wanted, PrintStream out) {
    this.wanted = wanted;
    this.out = out;
  }

  /**
   * Times the rows in whose name the pattern is found, one after the other; tells each as it is
   * done, and returns the medians by name.
   */
  public static Map<String, Double> run(Pattern wanted, PrintStream out) {
    Yardstick yardstick = new Yardstick(wanted, out);
    OperationRows.time(yardstick::row);
    ConvolutionRows.time(yardstick::row);
    TrainingRows.time(yardstick::row);
    RecurrentRows.time(yardstick::row);
    SequenceRows.time(yardstick::row);
    if (yardstick.medians.isEmpty()) {
      throw new IllegalArgumentException("no row of the yardstick matches " + wanted);
    }
    return yardstick.medians;
  }

  /** Takes rows as they come. */
  @FunctionalInterface
  interface Rows {
    void row(String name, Runnable work);
  }

  private void row(String name, Runnable work) {
    if (wanted.matcher(name).find()) {
      double median = median(work);
      medians.put(name, median);
      out.printf(Locale.ROOT, "%-36s %10.4f ms%n", name, median);
    }
  }

  private static double median(Runnable work) {
    long warm = System.nanoTime() + WARM_UP_NANOS;
    while (System.nanoTime() < warm) {
      once(work);
    }
    double[] times = new double[16];
    int calls = 0;
    long end = System.nanoTime() + NANOS;
    while (calls < CALLS_AT_LEAST || System.nanoTime() < end) {
      if (calls == times.length) {
        times = Arrays.copyOf(times, 2 * calls);
      }
      long start = System.nanoTime();
      once(work);
      times[calls++] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times, 0, calls);
    return times[calls / 2];
  }

  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private static void once(Runnable work) {
    try (Scope scope = Scope.open()) {
      work.run();
    }
  }
}
