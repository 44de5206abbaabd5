package twofold.nn.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files: all of a file, or nothing under its name. */
final class IdxWriter {

  private IdxWriter() {}

  static void write(Idx array, Path file) {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new DataException(file + " is a folder, cannot write a file of that name");
    }
    try {
      // In the same folder, as only within one file system renaming is a single step.
      Path unfinished = Files.createTempFile(target.getParent(), ".unfinished", ".idx");
      try {
        try (OutputStream raw = Files.newOutputStream(unfinished);
            OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
          out.write(header(array));
          out.write(array.shared());
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new DataException(file + " cannot be written: " + e, e);
    }
  }

  private static byte[] header(Idx array) {
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * array.rank());
    header.putShort((short) 0).put((byte) array.type().code).put((byte) array.rank());
    for (int axis = 0; axis < array.rank(); axis++) {
      header.putInt(array.dimension(axis));
    }
    return header.array();
  }
}
