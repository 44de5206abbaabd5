package twofold.nn.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import twofold.tensor.io.DataException;

/** Reads {@linkplain TfRecord records} without trusting them. */
final class RecordReader {
  /** The longest array a JVM is sure to give. */
  private static final long MOST = Integer.MAX_VALUE - 8;

  private final Path file;
  private final InputStream in;
  private final long size;
  private final long heap;
  private long at;
  private long start;
  private int number;

  /**
   * @param size of the file, or more where nobody knows: a packed one
   * @param heap what this JVM may allocate
   */
  RecordReader(Path file, InputStream in, long size, long heap) {
    this.file = file;
    this.in = in;
    this.size = size;
    this.heap = heap;
  }

  /** The data of the next record, or null where the file ends. */
  byte[] next() throws IOException {
    start = at;
    number++;
    byte[] length = in.readNBytes(8);
    if (length.length == 0) {
      return null;
    }
    requireWhole(length, 8, "length");
    check("length", length);
    byte[] data = data(littleEndian(length).getLong());
    check("data", data);
    return data;
  }

  /** The length is what it was when it was written; that does not make it true. */
  private byte[] data(long length) throws IOException {
    long most = Math.min(size - at, MOST);
    if (Long.compareUnsigned(length, most) > 0) {
      throw wrong(
          "says that it has %s bytes of data, but there cannot be more than %d",
          Long.toUnsignedString(length), most);
    }
    if (length > heap / 3) { // it is held in pieces, then as a whole, and somebody will copy it
      throw wrong(
          "is too large for this JVM: it needs %d bytes three times, -Xmx allows %d", length, heap);
    }
    // This allocates as bytes come: of a packed file nobody knows how many there are.
    byte[] data = in.readNBytes((int) length);
    requireWhole(data, length, "data");
    return data;
  }

  private void check(String part, byte[] bytes) throws IOException {
    byte[] written = in.readNBytes(4);
    long place = at;
    requireWhole(written, 4, "checksum of the " + part);
    int expected = littleEndian(written).getInt();
    int got = TfRecord.maskedChecksum(bytes);
    if (got != expected) {
      throw wrong(
          "is damaged: the checksum of its %s, at byte %d, is %08x, but the %s gives %08x",
          part, place, expected, part, got);
    }
  }

  private void requireWhole(byte[] bytes, long expected, String part) {
    at += bytes.length;
    if (bytes.length < expected) {
      throw wrong("is truncated: expected %d bytes of %s, got %d", expected, part, bytes.length);
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private DataException wrong(String what, Object... arguments) {
    String where = "%s: record %d, which begins at byte %d, ".formatted(file, number, start);
    return new DataException(where + what.formatted(arguments));
  }
}
