package twofold.verify.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twofold.nn.data.DataSet;
import twofold.nn.data.Fetch;
import twofold.verify.experiment.Folders;

/** {@code ./twofold data fetch NAME}. */
@Command(
    name = "fetch",
    description =
        "Fetches the files of a data set into DIR/NAME, compares their SHA-256 with the known ones, and"
            + " unpacks what is packed; a try that was stopped is gone on with.",
    mixinStandardHelpOptions = true)
final class FetchCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "NAME", description = "The data set; `data` names them.")
  private String name;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder for data sets, made if need be; TWOFOLD_DATA if not given.")
  private Path data;

  @Override
  public void run() {
    DataSet known =
        DataSet.named(name)
            .filter(set -> !set.sources().isEmpty())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a data set that can be fetched is one of " + names() + "; got " + name));
    if (data != null) {
      Folders.create(data);
    }
    Path folder = DataFolder.of(data);
    if (folder == null) {
      throw new IllegalArgumentException(
          "data fetch needs --data DIR (or TWOFOLD_DATA), the folder that " + name + " goes to");
    }
    Path place = folder.resolve(known.name());
    Folders.create(place);
    fetch(new Fetch(), known, place, System.out, Boolean.getBoolean("twofold.terminal"));
    System.out.printf("%s is in %s (%s)%n", known.name(), place, known.terms());
  }

  private static String names() {
    return DataSet.KNOWN.stream()
        .filter(set -> !set.sources().isEmpty())
        .map(DataSet::name)
        .collect(Collectors.joining(", "));
  }

  /** The files, and what is packed in them. */
  static void fetch(Fetch fetch, DataSet known, Path place, PrintStream out, boolean terminal) {
    for (Fetch.Source source : known.sources()) {
      fetch(fetch, source, place, out, terminal);
    }
    boolean unpacked = known.unpack(place);
    for (DataSet.Packed file : known.packed()) {
      String size = DataCommand.megabytes(file.size());
      say(out, file.path(), unpacked ? size + " unpacked" : "is there already");
    }
  }

  private static void say(PrintStream out, String file, String what) {
    out.printf("%-42s %s%n", file, what);
  }

  /** With a moving bar on a terminal, and in plain lines elsewhere. */
  private static void fetch(
      Fetch fetch, Fetch.Source source, Path folder, PrintStream out, boolean terminal) {
    boolean fetched;
    if (terminal) {
      try (ProgressBar bar = bar(source, out)) {
        fetched = fetch.fetch(source, folder, bar::stepTo);
      }
    } else {
      LongConsumer silent = bytes -> {};
      fetched = fetch.fetch(source, folder, silent);
    }
    say(
        out,
        source.name(),
        fetched
            ? DataCommand.megabytes(source.size()) + " from " + source.address().getHost()
            : "is there already");
  }

  private static ProgressBar bar(Fetch.Source source, PrintStream out) {
    return new ProgressBarBuilder()
        .setTaskName(source.name())
        .setInitialMax(source.size())
        .setUnit(" MB", 1_000_000)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .setConsumer(new ConsoleProgressBarConsumer(out, 78))
        .clearDisplayOnFinish()
        .build();
  }
}
