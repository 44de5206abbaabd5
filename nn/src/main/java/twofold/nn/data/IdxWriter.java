package twofold.nn.data;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import twofold.tensor.io.WholeFile;

/** Writes IDX files: all of a file, or nothing under its name. */
final class IdxWriter {

  private IdxWriter() {}

  static void write(Idx array, Path file) {
    WholeFile.write(
        file,
        raw -> {
          OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw;
          out.write(header(array));
          out.write(array.shared());
          if (out instanceof GZIPOutputStream packed) {
            packed.finish();
          }
        });
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
