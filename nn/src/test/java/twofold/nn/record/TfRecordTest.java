package twofold.nn.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twofold.tensor.io.DataException;

/** Records as the published format has them, and files that lie. */
class TfRecordTest {

  /**
   * The records "123456789" and "", written out by hand.
   *
   * <pre>
   *   09 00 … 00       the length 9                      CRC-32C 872fcb77
   *   37 f9 71 39      rotated right by 15: 96ef0e5f     + a282ead8 = 3971f937
   *   31 … 39          the data                          CRC-32C e3069283, the published check value
   *   e5 b0 8a c7      rotated right by 15: 2507c60d     + a282ead8 = c78ab0e5
   *
   *   00 00 … 00       the length 0                      CRC-32C 8c28b28a
   *   29 03 98 07      rotated right by 15: 65151851     + a282ead8 = 07980329
   *                    no data                           CRC-32C 00000000
   *   d8 ea 82 a2      rotated right by 15: 00000000     + a282ead8 = a282ead8
   * </pre>
   */
  private static final byte[] BY_HAND =
      hex(
          "09 00 00 00 00 00 00 00  37 f9 71 39  31 32 33 34 35 36 37 38 39  e5 b0 8a c7"
              + "00 00 00 00 00 00 00 00  29 03 98 07  d8 ea 82 a2");

  private static final List<byte[]> RECORDS = List.of(text("123456789"), new byte[0]);

  @TempDir private Path folder;

  @Test
  void theFormatByteForByte() throws IOException {
    Path file = folder.resolve("records");
    TfRecord.write(file, RECORDS);
    assertThat(file).hasBinaryContent(BY_HAND);
    assertThat(TfRecord.readAll(file)).containsExactlyElementsOf(RECORDS);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file); // nothing unfinished is left
    }
  }

  @Test
  void gzipIsKnownByItsName() throws IOException {
    Path packed = folder.resolve("records.gz");
    List<byte[]> many = new ArrayList<>(RECORDS);
    many.add(new byte[1_000_000]); // of zeros: some thousand bytes
    TfRecord.write(packed, many);
    assertThat(Files.size(packed)).isLessThan(10_000);
    assertThat(TfRecord.readAll(packed)).containsExactlyElementsOf(many);
    fails(Files.copy(packed, folder.resolve("records")), "record 1, which begins at byte 0");
  }

  @Test
  void anEmptyFileHasNoRecords() throws IOException {
    Path file = Files.createFile(folder.resolve("empty"));
    assertThat(TfRecord.readAll(file)).isEmpty();
    TfRecord.write(folder.resolve("none"), List.of());
    assertThat(folder.resolve("none")).hasBinaryContent(new byte[0]);
  }

  /** The first record has bytes 0 to 24, the second one 25 to 40. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 | record 2, which begins at byte 25, is truncated: expected 8 bytes of length, got 5",
        "33 | is truncated: expected 4 bytes of checksum of the length, got 0",
        "11 | record 1, which begins at byte 0, is truncated: expected 4 bytes of checksum of the length, got 3",
        "15 | says that it has 9 bytes of data, but there cannot be more than 3",
        "23 | is truncated: expected 4 bytes of checksum of the data, got 2",
        "37 | is truncated: expected 4 bytes of checksum of the data, got 0"
      })
  void truncated(int length, String saying) {
    fails(write(Arrays.copyOf(BY_HAND, length)), saying);
  }

  @Test
  void truncatedDataOfAPackedFile() {
    Path file = folder.resolve("cut.gz");
    write(file, gzip(Arrays.copyOf(BY_HAND, 15)));
    fails(file, "expected 9 bytes of data, got 3");
    byte[] packed = gzip(BY_HAND);
    write(file, Arrays.copyOf(packed, packed.length - 9));
    fails(file, "is truncated");
    write(file, BY_HAND);
    fails(file, "is not a sound gzip file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3  | its length, at byte 8, is 3971f937, but the length gives",
        "10 | its length, at byte 8, is 397df937, but the length gives 3971f937",
        "14 | its data, at byte 21, is c78ab0e5, but the data gives",
        "23 | its data, at byte 21, is c786b0e5, but the data gives c78ab0e5",
        "26 | its length, at byte 33, is 07980329, but the length gives"
      })
  void damaged(int place, String saying) {
    byte[] bytes = BY_HAND.clone();
    bytes[place] ^= 0x0c;
    fails(write(bytes), "is damaged: the checksum of " + saying);
  }

  @Test
  void recordsBeforeADamagedOneAreHandedOver() {
    byte[] bytes = BY_HAND.clone();
    bytes[40] ^= 1;
    List<byte[]> seen = new ArrayList<>();
    assertThatThrownBy(() -> TfRecord.forEach(write(bytes), seen::add))
        .hasMessageContaining("record 2, which begins at byte 25");
    assertThat(seen).containsExactly(RECORDS.get(0));
  }

  /** With the right checksum, so only its size can give the lie away; an array of it would not. */
  @Test
  void lengthsThatLie() {
    for (long length : new long[] {10, Integer.MAX_VALUE, 1L << 32, 1L << 62, -1, Long.MIN_VALUE}) {
      byte[] claim = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      byte[] start = concat(claim, checksum(claim), new byte[9]);
      String says = "says that it has " + Long.toUnsignedString(length) + " bytes";
      fails(write(start), says, "more than 9");
      Path packed = write(folder.resolve("lie.gz"), gzip(start));
      if (length < 0 || length >= Integer.MAX_VALUE) {
        fails(packed, says, "more than 2147483639");
      } else {
        fails(packed, "expected 10 bytes of data, got 9");
      }
    }
  }

  /** A packed megabyte of zeros is a thousand bytes: what is true may still be too much. */
  @Test
  void recordsThatAreTooLargeForTheHeap() throws IOException {
    byte[] framed = TfRecord.frame(new byte[100]);
    var reader = new RecordReader(folder, new ByteArrayInputStream(framed), Long.MAX_VALUE, 300);
    assertThat(reader.next()).hasSize(100);
    var small = new RecordReader(folder, new ByteArrayInputStream(framed), Long.MAX_VALUE, 299);
    assertThatThrownBy(small::next)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is too large for this JVM: it needs 100 bytes three times");
  }

  @Test
  void missingOrAFolder() {
    fails(folder.resolve("nowhere"), "does not exist");
    fails(folder, "is a folder, expected a file of records");
  }

  @Test
  void whatCannotBeWrittenLeavesWhatWasThere() throws IOException {
    Path file = folder.resolve("records");
    TfRecord.write(file, RECORDS);
    List<byte[]> broken = new ArrayList<>(RECORDS);
    broken.add(null);
    assertThatThrownBy(() -> TfRecord.write(file, broken)).isNotNull();
    assertThat(file).hasBinaryContent(BY_HAND);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private Path write(byte[] bytes) {
    return write(folder.resolve("file"), bytes);
  }

  private static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void fails(Path file, String... saying) {
    assertThatThrownBy(() -> TfRecord.readAll(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContainingAll(saying)
        .message()
        .doesNotContain("\n");
  }

  private static byte[] checksum(byte[] bytes) {
    int masked = TfRecord.maskedChecksum(bytes);
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
