package twofold.verify.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import twofold.tensor.io.DataException;

/** The folder with data sets. */
final class DataFolder {
  private DataFolder() {}

  /** The one given, else TWOFOLD_DATA, else null; it must exist. */
  static Path of(Path given) {
    String fromEnvironment = System.getenv("TWOFOLD_DATA");
    Path folder = given != null ? given : fromEnvironment == null ? null : Path.of(fromEnvironment);
    if (folder != null && !(Files.isDirectory(folder) && Files.isReadable(folder))) {
      throw new DataException("data folder " + folder + " does not exist or cannot be read");
    }
    return folder;
  }
}
