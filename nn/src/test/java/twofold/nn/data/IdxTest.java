package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import twofold.tensor.io.DataException;

/** Examples of {@code Idx}: round trips, and files that lie. */
class IdxTest {

  private static final int UBYTE = 0x08;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "packed.gz"})
  void whatIsWrittenIsRead(String name) throws IOException {
    byte[] elements = new byte[2 * 3 * 50_000]; // more than the first piece of a packed file
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (byte) (i * 31);
    }
    Path file = folder.resolve(name);
    Idx.ofBytes(elements, 2, 3, 50_000).write(file);
    Idx read = Idx.read(file);

    assertThat(read.type()).isEqualTo(Idx.Type.UNSIGNED_BYTE);
    assertThat(read.dimensions()).containsExactly(2, 3, 50_000);
    assertThat(read.bytes()).isEqualTo(elements);
    assertThat(read.value(5)).isEqualTo(155);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file); // nothing unfinished is left
    }
  }

  @ParameterizedTest
  @EnumSource(Idx.Type.class)
  void everyTypeIsReadBigEndian(Idx.Type type) {
    ByteBuffer elements = ByteBuffer.allocate(2 * type.bytes);
    for (int value : new int[] {-1, 77}) {
      switch (type) {
        case UNSIGNED_BYTE, BYTE -> elements.put((byte) value);
        case SHORT -> elements.putShort((short) value);
        case INT -> elements.putInt(value);
        case FLOAT -> elements.putFloat(value);
        case DOUBLE -> elements.putDouble(value);
      }
    }
    Path file = plain(header(type.code, 2), elements.array());
    Idx read = Idx.read(file);
    assertThat(read.value(0)).isEqualTo(type == Idx.Type.UNSIGNED_BYTE ? 255 : -1);
    assertThat(read.value(1)).isEqualTo(77);
    assertThat(read.count()).isEqualTo(2);
  }

  @Test
  void gzipIsKnownByItsFirstBytesToo() throws IOException {
    Path file = folder.resolve("unnamed");
    Files.write(file, gzip(header(UBYTE, 2), new byte[] {7, 8}));
    assertThat(Idx.read(file).bytes()).containsExactly(7, 8);
  }

  /** As {@code cat a.gz b.gz} makes it. */
  @Test
  void gzipMayComeInSeveralMembers() {
    Path file = write("file.gz", concat(gzip(header(UBYTE, 2)), gzip(new byte[] {7, 8})));
    assertThat(Idx.read(file).bytes()).containsExactly(7, 8);
  }

  @Test
  void arraysStayOurs() {
    byte[] elements = {1, 2};
    Idx array = Idx.ofBytes(elements, 2);
    elements[0] = 9;
    array.bytes()[0] = 9;
    array.dimensions()[0] = 9;
    assertThat(array.value(0)).isEqualTo(1);
    assertThat(array.dimension(0)).isEqualTo(2);
  }

  @Test
  void magicTypeAndDimensions() {
    fails(plain(new byte[] {1, 2, 8, 1}), "wrong magic number", "got 01 02");
    fails(plain(new byte[] {0, 0, 0x0a, 1, 0, 0, 0, 1, 5}), "unknown type", "got 0a");
    fails(plain(new byte[] {0, 0, (byte) 0x88, 1, 0, 0, 0, 1, 5}), "unknown type", "got 88");
    fails(plain(new byte[] {0, 0, 8, 0}), "no dimensions");
    fails(plain(header(UBYTE, 3, 0)), "bad dimension 1", "got 0");
    fails(plain(header(UBYTE, -1)), "bad dimension 0", "got 4294967295");
  }

  @Test
  void tooShortAndTooLong() {
    fails(plain(), "truncated", "header");
    fails(plain(new byte[] {0, 0, 8}), "truncated", "header");
    fails(plain(new byte[] {0, 0, 8, (byte) 255, 0, 0}), "truncated", "header");
    fails(plain(header(UBYTE, 2, 2), new byte[3]), "truncated", "expected 16", "got 15");
    fails(plain(header(UBYTE, 2, 2), new byte[5]), "trailing bytes", "expected 16", "got 17");
    fails(plain(header(0x0C, 2), new byte[7]), "truncated", "expected 16", "got 15");
    fails(packed(header(UBYTE, 2, 2), new byte[3]), "truncated", "expected 4", "got 3");
    fails(packed(header(UBYTE, 2, 2), new byte[5]), "trailing bytes");
    fails(packed(), "truncated", "header");
    byte[] sound = gzip(header(UBYTE, 2), new byte[2]);
    fails(write("file.gz", concat(sound, new byte[1])), "trailing bytes", "gzip");
    fails(write("file.gz", concat(sound, new byte[100])), "trailing bytes", "gzip");
  }

  /** Were these believed, the test would die of hunger for memory. */
  @Test
  void hugeClaims() {
    int most = Integer.MAX_VALUE;
    fails(plain(header(UBYTE, most, most, most, most)), "declares more than");
    fails(plain(header(UBYTE, 65536, 65536)), "declares more than"); // 2³², 0 as an int
    fails(plain(header(0x0E, 1 << 30)), "declares more than");
    fails(plain(header(UBYTE, 2_000_000_000)), "truncated", "expected 2000000008", "got 8");
    fails(packed(header(UBYTE, most, most, most)), "declares more than");
    fails(packed(header(UBYTE, 2_000_000_000)), "truncated", "cannot hold");
    // A megabyte of zeros packs well enough to pass that test, so the pieces have to find out.
    fails(packed(header(UBYTE, 1_000_900), new byte[1_000_000]), "truncated", "got 1000000");
  }

  @Test
  void brokenGzip() throws IOException {
    Path notGzip = folder.resolve("not.gz");
    Files.write(notGzip, header(UBYTE, 1));
    fails(notGzip, "not a sound gzip file");

    byte[] noise = new byte[5000];
    new java.util.Random(1).nextBytes(noise);
    byte[] sound = gzip(header(UBYTE, noise.length), noise);
    Path broken = folder.resolve("broken.gz");
    for (int cut : new int[] {1, 5, 10, 100, sound.length - 4, sound.length - 1}) {
      Files.write(broken, Arrays.copyOf(sound, cut));
      fails(broken, "truncated");
    }
    byte[] flipped = sound.clone();
    flipped[2500] ^= 4; // stored blocks, as noise does not pack: only the checksum can tell
    Files.write(broken, flipped);
    fails(broken, "not a sound gzip file");
  }

  @Test
  void missingOrAFolder() {
    fails(folder.resolve("nowhere"), "does not exist");
    fails(folder, "is a folder");
  }

  @Test
  void forbidden() {
    Path secret = plain(header(UBYTE, 1), new byte[1]);
    Assumptions.assumeTrue(secret.toFile().setReadable(false));
    Assumptions.assumeFalse(Files.isReadable(secret), "this user may read everything");
    fails(secret, "may not be read");
  }

  @Test
  void aNameWithALineBreakStillMakesOneLine() {
    fails(folder.resolve("two\nlines"), "does not exist");
  }

  @Test
  void writingWhereNothingCanBeWritten() {
    Idx array = Idx.ofBytes(new byte[1], 1);
    assertThatThrownBy(() -> array.write(folder.resolve("no/such/folder")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be written");
    assertThatThrownBy(() -> array.write(folder)).hasMessageContaining("is a folder");
  }

  @Test
  void elementsAndDimensionsBelongTogether() {
    for (int[] bad : new int[][] {{}, {0}, {3}, {-1, -2}, {65536, 65536, 2}}) {
      assertThatThrownBy(() -> Idx.ofBytes(new byte[2], bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("elements must be as many");
    }
  }

  private Path plain(byte[]... parts) {
    return write("file", concat(parts));
  }

  private Path packed(byte[]... parts) {
    return write("file.gz", gzip(parts));
  }

  private Path write(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void fails(Path file, String... saying) {
    assertThatThrownBy(() -> Idx.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(saying)
        .hasMessageContaining(file.getFileName().toString().replace('\n', ' '))
        .message()
        .doesNotContain("\n");
  }

  static byte[] header(int type, int... dimensions) {
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * dimensions.length);
    header.putShort((short) 0).put((byte) type).put((byte) dimensions.length);
    Arrays.stream(dimensions).forEach(header::putInt);
    return header.array();
  }

  private static byte[] gzip(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(concat(parts));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
