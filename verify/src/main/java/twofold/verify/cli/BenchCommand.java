package twofold.verify.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twofold.verify.experiment.JsonFile;
import twofold.verify.experiment.RunFailedException;
import twofold.verify.yardstick.Yardstick;

/** {@code ./twofold bench [PATTERN]}: JMH, with the paths of one kernel side by side in one run. */
@Command(
    name = "bench",
    description = {
      "The JMH benchmarks whose class name contains the pattern, or all;",
      "`yardstick` times the rows that other libraries can be timed by as well."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Runnable {
  @Parameters(index = "0", arity = "0..1", paramLabel = "PATTERN", description = "MatMul, Exp, …")
  private String pattern = "";

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the rows.")
  private Path json;

  @Override
  public void run() {
    JsonFile.requireWritable(json);
    JsonFile.write(json, pattern.equals("yardstick") ? Yardstick.run(System.out) : benchmarks());
  }

  private List<Map<String, Object>> benchmarks() {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include(pattern).addProfiler(GCProfiler.class).shouldFailOnError(true);
    Collection<RunResult> results;
    try {
      results = new Runner(options.build()).run();
    } catch (NoBenchmarksException e) {
      throw new IllegalArgumentException("no benchmark matches " + pattern, e);
    } catch (RunnerException e) {
      throw new RunFailedException("the benchmark failed: " + e.getMessage());
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (RunResult result : results) {
      rows.add(row(result));
    }
    print(rows);
    return rows;
  }

  private static Map<String, Object> row(RunResult result) {
    Map<String, Object> row = new LinkedHashMap<>();
    String name = result.getParams().getBenchmark();
    int method = name.lastIndexOf('.');
    row.put("benchmark", name.substring(name.lastIndexOf('.', method - 1) + 1));
    for (String parameter : result.getParams().getParamsKeys()) {
      row.put(parameter, result.getParams().getParam(parameter));
    }
    row.put("median", result.getPrimaryResult().getStatistics().getPercentile(50));
    row.put("unit", result.getPrimaryResult().getScoreUnit());
    var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    if (allocated != null) {
      row.put("allocatedBytes", Math.round(allocated.getScore()));
    }
    return row;
  }

  /**
   * One line a row; beside each median how many times faster it is than the slowest of the same
   * size.
   */
  private static void print(List<Map<String, Object>> rows) {
    System.out.println();
    for (Map<String, Object> row : rows) {
      double slowest =
          rows.stream()
              .filter(other -> sameWork(row, other))
              .mapToDouble(other -> (double) other.get("median"))
              .max()
              .orElseThrow();
      double median = (double) row.get("median");
      System.out.printf(
          Locale.ROOT,
          "%-34s %-12s %-7s %12.4f %s  %8.1f x  %,12d B allocated%n",
          row.get("benchmark"),
          row.getOrDefault("path", ""),
          row.getOrDefault("size", ""),
          median,
          row.get("unit"),
          slowest / median,
          row.getOrDefault("allocatedBytes", 0L));
    }
  }

  private static boolean sameWork(Map<String, Object> row, Map<String, Object> other) {
    return row.get("benchmark").equals(other.get("benchmark"))
        && row.getOrDefault("size", "").equals(other.getOrDefault("size", ""));
  }
}
