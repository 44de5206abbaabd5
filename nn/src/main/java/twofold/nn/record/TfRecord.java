package twofold.nn.record;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import twofold.tensor.io.DataException;
import twofold.tensor.io.FileSource;
import twofold.tensor.io.WholeFile;

/**
 * Records one after another, as TensorFlow keeps examples and TensorBoard reads events.
 *
 * <pre>
 *   8 bytes    n, the length of the data, unsigned
 *   4 bytes    masked checksum of these 8 bytes
 *   n bytes    the data
 *   4 bytes    masked checksum of the data                 all numbers little-endian
 *
 *   masked = rotateRight(crc, 15) + a282ead8 (hexadecimal), modulo 2³²
 *   crc    = CRC-32C of the bytes (Castagnoli's polynomial): of "123456789" it is e3069283
 * </pre>
 *
 * The length has a checksum of its own, so a wrong one is noticed before anybody believes it. The
 * mask is there because data may hold records themselves: a checksum over bytes that contain their
 * own checksum says little. A file without any byte is a file without records.
 *
 * <p>A file whose name ends with {@code .gz} is packed by gzip. [TensorFlow, TFRecords Format
 * Details; the checksum: Castagnoli, Bräuer & Herrmann 1993]
 */
public final class TfRecord {
  private static final int MASK = 0xa282ead8;

  /** What surrounds the data of a record: a length and two checksums. */
  static final int AROUND = 8 + 4 + 4;

  private static final int BUFFER = 1 << 16;

  private TfRecord() {}

  // region checksum
  static int maskedChecksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  // endregion

  /** The bytes of one record. */
  static byte[] frame(byte[] data) {
    byte[] length = littleEndian(8).putLong(data.length).array();
    return littleEndian(Math.addExact(data.length, AROUND))
        .put(length)
        .putInt(maskedChecksum(length))
        .put(data)
        .putInt(maskedChecksum(data))
        .array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Writes a file whole or not at all.
   *
   * @throws DataException if it cannot be written; what was there before is there still
   */
  public static void write(Path file, Iterable<byte[]> records) {
    WholeFile.write(
        file,
        raw -> {
          OutputStream out = isPacked(file) ? new GZIPOutputStream(raw, BUFFER) : raw;
          for (byte[] record : records) {
            out.write(frame(record));
          }
          if (out instanceof GZIPOutputStream packed) {
            packed.finish();
          }
        });
  }

  /**
   * Hands over the data of each record in turn, with no more than one of them in memory. Those
   * before a damaged one have been handed over when it is found.
   *
   * @throws DataException if the file cannot be read, ends within a record, or has a wrong checksum
   */
  public static void forEach(Path file, Consumer<byte[]> each) {
    FileSource.read(
        file,
        "a file of records",
        () -> {
          try (InputStream raw = Files.newInputStream(file);
              InputStream in = isPacked(file) ? new GZIPInputStream(raw, BUFFER) : raw) {
            long size = isPacked(file) ? Long.MAX_VALUE : Files.size(file);
            long heap = Runtime.getRuntime().maxMemory();
            RecordReader reader = new RecordReader(file, in, size, heap);
            for (byte[] data = reader.next(); data != null; data = reader.next()) {
              each.accept(data);
            }
            return null;
          }
        });
  }

  /**
   * The data of all records.
   *
   * @throws DataException if the file cannot be read, ends within a record, or has a wrong checksum
   */
  public static List<byte[]> readAll(Path file) {
    List<byte[]> records = new ArrayList<>();
    forEach(file, records::add);
    return records;
  }

  private static boolean isPacked(Path file) {
    return file.toString().endsWith(".gz");
  }
}
