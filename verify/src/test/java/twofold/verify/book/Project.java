package twofold.verify.book;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real project. */
final class Project {
  private Project() {}

  /** The nearest folder upwards that holds the launcher. */
  static Path home() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve("twofold"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no launcher in any folder upwards");
    }
    return folder;
  }
}
