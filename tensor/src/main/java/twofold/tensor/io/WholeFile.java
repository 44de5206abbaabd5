package twofold.tensor.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Writes a file whole or not at all: into a temporary neighbour first, which then takes the name in
 * one step. Whoever reads the name finds the old file or the new one, never half of either.
 */
public final class WholeFile {
  private WholeFile() {}

  /** What is to be written. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * @throws DataException if the file cannot be written; what was there before is there still
   */
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new DataException(file + " is a folder, cannot write a file of that name");
    }
    if (!Files.isDirectory(target.getParent())) {
      throw new DataException(file + " cannot be written: there is no folder " + file.getParent());
    }
    try {
      // In the same folder, as only within one file system renaming is a single step.
      // Not by createTempFile, which lets nobody but the owner read it.
      Path unfinished = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
      // region whole
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
          content.writeTo(out);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(unfinished);
      }
      // endregion
    } catch (IOException e) {
      throw new DataException(file + " cannot be written: " + e, e);
    }
  }
}
