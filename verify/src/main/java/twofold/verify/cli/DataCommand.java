package twofold.verify.cli;

import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import twofold.nn.data.DataSet;

/** {@code ./twofold data}. */
@Command(
    name = "data",
    description = "The data sets that experiments know, and where they are.",
    subcommands = FetchCommand.class,
    mixinStandardHelpOptions = true)
final class DataCommand implements Runnable {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder with data sets; TWOFOLD_DATA if not given.")
  private Path data;

  @Override
  public void run() {
    Path folder = DataFolder.of(data);
    say("digits", "embedded: drawn from pen strokes, any number of them");
    for (DataSet known : DataSet.KNOWN) {
      say(known.name(), where(known, folder));
    }
    if (folder == null) {
      System.out.println("Name the folder that has them with --data or TWOFOLD_DATA.");
    }
  }

  private static String where(DataSet known, Path folder) {
    if (folder != null && known.isIn(folder)) {
      return "found in " + known.place(folder);
    }
    String found = folder == null ? known.what() : "not found in " + known.place(folder);
    return known.sources().isEmpty()
        ? found
        : found + "; data fetch " + known.name() + " gets " + megabytes(known.size());
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static void say(String name, String what) {
    System.out.printf("%-15s %s%n", name, what);
  }
}
