package twofold.verify.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./twofold data}. */
@Command(
    name = "data",
    description = "The data sets that experiments know, and where they are.",
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
    for (Known known : KNOWN) {
      say(known.name, known.where(folder));
    }
  }

  private static void say(String name, String what) {
    System.out.printf("%-15s %s%n", name, what);
  }

  /**
   * A data set in files.
   *
   * @param name also its folder's
   * @param file one that it cannot do without
   */
  private record Known(String name, String file, String what) {

    String where(Path folder) {
      if (folder == null) {
        return what + "; name its folder with --data or TWOFOLD_DATA";
      }
      Path inner = folder.resolve(name);
      Path place = Files.isDirectory(inner) ? inner : folder;
      boolean there =
          Files.exists(place.resolve(file)) || Files.exists(place.resolve(file + ".gz"));
      return (there ? "found in " : "not found in ") + place;
    }
  }

  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "mnist",
              "train-images-idx3-ubyte",
              "60,000 handwritten digits and 10,000 for the test"),
          new Known("imdb", "imdb-train.idx", "25,000 film reviews and 25,000 for the test"),
          new Known("reuters", "R8-train.txt", "5,485 news of eight topics and 2,189 for the test"),
          new Known(
              "boston-housing",
              "boston_house_prices.csv",
              "what houses cost in 506 tracts of Boston in 1970"));
}
