package twofold.verify.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks one after the other, each in a JVM of its own, and tells each as it is done.
 *
 * <p>How long a call will take is estimated from the next smaller case on the same path. What is
 * expected to take too long is left out and named; so the same plan suits the definition and a
 * graphics card.
 */
public final class Bench {
  private final Pace pace;
  private final boolean isQuick;
  private final boolean isVerbose;
  private final int forks;
  private final PrintStream out;
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final List<Map<String, Object>> leftOut = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /** Milliseconds for a unit of work, by operation and path. */
  private final Map<String, Double> costs = new HashMap<>();

  /** Milliseconds of the first path of a case, which the others are compared with. */
  private final Map<String, Double> firsts = new HashMap<>();

  private Bench(Pace pace, boolean isQuick, boolean isVerbose, int forks, PrintStream out) {
    this.pace = pace;
    this.isQuick = isQuick;
    this.isVerbose = isVerbose;
    this.forks = forks;
    this.out = out;
  }

  /**
   * How it went.
   *
   * @param json what is to be recorded
   * @param failures one line for each benchmark that did not end well
   */
  public record Outcome(Map<String, Object> json, List<String> failures) {}

  /**
   * Shorter and fewer if it is to be quick; with JMH's own words if it is to be verbose.
   *
   * @param path the only one to be run, if not all of them
   * @param minutes for all trials together, if not as many as usual
   */
  public static Outcome run(
      String pattern,
      boolean quick,
      boolean verbose,
      Optional<String> path,
      OptionalInt minutes,
      Path folder,
      PrintStream out) {
    Pace pace =
        quick
            ? Pace.quick(minutes.orElse(Pace.QUICK_MINUTES))
            : Pace.full(minutes.orElse(Pace.FULL_MINUTES));
    List<Trial> found = Plan.of(pattern);
    List<Trial> wanted = path.isPresent() ? Plan.along(found, path.get()) : found;
    List<Trial> trials = quick ? Plan.fewest(wanted) : wanted;
    return new Bench(pace, quick, verbose, 1, out).run(trials, folder);
  }

  /** The same inside this JVM, at a given pace: for tests. */
  static Outcome runHere(List<Trial> trials, Pace pace, PrintStream out) {
    return new Bench(pace, true, false, 0, out).run(trials, Path.of("."));
  }

  private Outcome run(List<Trial> trials, Path folder) {
    Set<String> paths = new LinkedHashSet<>();
    long start = System.nanoTime();
    for (int k = 0; k < trials.size(); k++) {
      Trial trial = trials.get(k);
      paths.add(trial.path());
      out.printf(
          Locale.ROOT,
          "[%3d/%d] %-44s %-10s%s",
          k + 1,
          trials.size(),
          trial.label(),
          trial.path(),
          isVerbose ? "\n" : "");
      out.flush();
      double left = pace.limitSeconds() - (System.nanoTime() - start) / 1e9;
      out.println(line(trial, left / (trials.size() - k)));
    }
    Map<String, Object> json = Surroundings.describe(folder, paths);
    json.put("quick", isQuick);
    json.put("rows", rows);
    json.put("leftOut", leftOut);
    json.put("failed", failures);
    return new Outcome(json, failures);
  }

  /** Measures, and says what came out. */
  private String line(Trial trial, double share) {
    double expected = trial.amount() * costs.getOrDefault(trial.ladder(), 0.0) / 1000;
    if (expected > pace.longestCall()) {
      String reason = String.format(Locale.ROOT, "a call would take about %.1f s", expected);
      Map<String, Object> row = described(trial);
      row.put("reason", reason);
      leftOut.add(row);
      return "  left out: " + reason;
    }
    try {
      RunResult result = measured(trial, share, expected);
      Map<String, Object> row = row(trial, result);
      rows.add(row);
      return told(trial, row);
    } catch (RunnerException e) {
      String failure = trial.label() + " " + trial.path() + ": " + reason(e);
      failures.add(failure);
      return "  failed: " + reason(e);
    }
  }

  private RunResult measured(Trial trial, double share, double expected) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(trial.method()) + "$")
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .forks(forks);
    trial.parameters().forEach(options::param);
    pace.apply(options, share, expected);
    return new Runner(options.build(), jmhOutput()).runSingle();
  }

  /** JMH repeats what its JVMs say, warnings of the incubator among it, even where it is silent. */
  private OutputFormat jmhOutput() {
    return isVerbose
        ? OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL)
        : OutputFormatFactory.createFormatInstance(
            new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);
  }

  private static Map<String, Object> described(Trial trial) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("operation", trial.operation());
    row.put("path", trial.path());
    trial.others().forEach((name, value) -> row.put(name, number(value)));
    return row;
  }

  /** 512 as the number it is, A·B as it is. */
  private static Object number(String value) {
    return value.matches("\\d{1,9}") ? (Object) Integer.valueOf(value) : value;
  }

  private Map<String, Object> row(Trial trial, RunResult result) {
    double median = result.getPrimaryResult().getStatistics().getPercentile(50);
    Map<String, Object> row = described(trial);
    row.put("median", median);
    row.put("unit", result.getPrimaryResult().getScoreUnit());
    if (trial.work() != null) {
      trial.work().describe(row, median);
      costs.put(trial.ladder(), median / trial.amount());
    }
    var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    if (allocated != null) {
      row.put("allocatedBytes", Math.round(allocated.getScore()));
    }
    return row;
  }

  /** Beside the median how many times faster it is than the first path of the same work. */
  private String told(Trial trial, Map<String, Object> row) {
    double median = (double) row.get("median");
    double first = firsts.computeIfAbsent(trial.sameWork(), same -> median);
    String throughput =
        trial.work() == null
            ? ""
            : String.format(
                Locale.ROOT, "%9.3f %-11s", trial.work().throughput(median), trial.work().unit());
    return String.format(
        Locale.ROOT,
        "%12.5f %s %s %8.1f x %,12d B allocated",
        median,
        row.get("unit"),
        throughput,
        first / median,
        row.getOrDefault("allocatedBytes", 0L));
  }

  /** The first line of what was wrong at the bottom of it. */
  private static String reason(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null || deepest.getSuppressed().length > 0) {
      deepest = deepest.getCause() != null ? deepest.getCause() : deepest.getSuppressed()[0];
    }
    // what JMH says itself is a sentence, of anything else the type says more than the message
    String said = deepest instanceof RunnerException ? deepest.getMessage() : deepest.toString();
    return said.lines().findFirst().orElse("");
  }
}
