package twofold.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for the files of a property, which jqwik has no annotation for. */
public final class TempFolder {
  private TempFolder() {}

  public static Path make() throws IOException {
    return Files.createTempDirectory("twofold");
  }

  /** With the files in it; they are in no folders of their own. */
  public static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** What a test does with a file. */
  @FunctionalInterface
  public interface Use {
    void with(Path file) throws IOException;
  }

  /** A file of this name in a folder of its own; both are gone afterwards. */
  public static void withFile(String name, Use use) throws IOException {
    Path folder = make();
    try {
      use.with(folder.resolve(name));
    } finally {
      remove(folder);
    }
  }
}
