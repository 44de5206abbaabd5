package twofold.verify.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twofold.verify.bench.Bench;
import twofold.verify.experiment.JsonFile;
import twofold.verify.experiment.RunFailedException;
import twofold.verify.yardstick.Yardstick;

/** {@code ./twofold bench [PATTERN]}: JMH, with the paths of one kernel side by side in one run. */
@Command(
    name = "bench",
    description = {
      "The JMH benchmarks of a module (tensor), of an operation (Exp), of those with",
      "the pattern in their name, or all; `yardstick` times the rows that other",
      "libraries can be timed by as well."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Runnable {
  private static final String YARDSTICK = "yardstick";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "tensor, MatMul, Exp, …")
  private String pattern = "";

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the rows.")
  private Path json;

  @Option(
      names = "--quick",
      description = "One size of each operation, shorter: a module in some 8 minutes, not 35.")
  private boolean quick;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "Only one of the writings that are timed: cpu, gpu, reference, …")
  private String path;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "About how long all of them take together; more make steadier medians.")
  private Integer minutes;

  @Option(names = "--verbose", description = "What JMH itself says, too.")
  private boolean verbose;

  @Option(
      names = "--rows",
      paramLabel = "REGEX",
      description = "Of the yardstick, only the rows in whose name this is found.")
  private String rows;

  @Override
  public void run() {
    JsonFile.requireWritable("--json", json);
    if (pattern.equals(YARDSTICK)) {
      if (quick || verbose || minutes != null || path != null) {
        throw new IllegalArgumentException(
            "--quick, --path, --minutes and --verbose are for JMH benchmarks, the yardstick has one"
                + " path and pace");
      }
      JsonFile.write(json, Yardstick.run(wantedRows(), System.out));
      return;
    }
    if (rows != null) {
      throw new IllegalArgumentException("--rows goes with `bench yardstick` alone");
    }
    if (minutes != null && minutes < 1) {
      throw new IllegalArgumentException("--minutes must be at least 1, got " + minutes);
    }
    OptionalInt limit = minutes == null ? OptionalInt.empty() : OptionalInt.of(minutes);
    Optional<String> only = Optional.ofNullable(path);
    Bench.Outcome outcome =
        Bench.run(pattern, quick, verbose, only, limit, Home.folder(), System.out);
    JsonFile.write(json, outcome.json());
    if (!outcome.failures().isEmpty()) {
      throw new RunFailedException(
          outcome.failures().size() + " benchmarks failed, first " + outcome.failures().get(0));
    }
  }

  private Pattern wantedRows() {
    try {
      return Pattern.compile(rows == null ? "" : rows);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "--rows must be a regular expression, got " + rows + ": " + e.getDescription(), e);
    }
  }
}
