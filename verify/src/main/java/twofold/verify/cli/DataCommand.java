package twofold.verify.cli;

import java.nio.file.Files;
import java.nio.file.Path;
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
    System.out.printf(
        "%-8s %s%n", "digits", "embedded: drawn from pen strokes, any number of them");
    System.out.printf("%-8s %s%n", "mnist", mnist(folder));
  }

  private static String mnist(Path folder) {
    if (folder == null) {
      return "60,000 handwritten digits and 10,000 for the test; name its folder with --data or TWOFOLD_DATA";
    }
    Path inner = folder.resolve("mnist");
    Path place = Files.isDirectory(inner) ? inner : folder;
    boolean there =
        Files.exists(place.resolve("train-images-idx3-ubyte"))
            || Files.exists(place.resolve("train-images-idx3-ubyte.gz"));
    return (there ? "found in " : "not found in ") + place;
  }
}
