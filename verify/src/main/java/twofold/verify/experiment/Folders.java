package twofold.verify.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import twofold.tensor.io.DataException;

/** Folders for output. */
public final class Folders {
  private Folders() {}

  /** Makes sure that there is a folder of this name that files can be written to. */
  public static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataException("output folder " + folder + " cannot be made: " + e, e);
    }
    if (!Files.isWritable(folder)) {
      throw new DataException("output folder " + folder + " is not writable");
    }
  }
}
