package twofold.tensor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.tensor.Shape;

/** Examples of {@code Npz}: archives that lie. Round trips are theorems. */
class NpzTest {
  private static final TypedArray ARRAY = TypedArray.ofInts(new Shape(3), 1, 2, 3);

  @TempDir Path folder;

  private static byte[] npy(TypedArray array) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Npy.write(out, array, false);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** An archive of packed entries. */
  private static byte[] zip(byte[] content, String... names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private Path file(byte[] bytes) {
    try {
      return Files.write(folder.resolve("a.npz"), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void fails(byte[] bytes, String... parts) {
    Path file = file(bytes);
    assertThatThrownBy(() -> Npz.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .message()
        .doesNotContain("\n")
        .contains(parts);
  }

  @Test
  void packedEntriesAreReadToo() {
    assertThat(Npz.read(file(zip(npy(ARRAY), "a.npy", "b/c.npy"))))
        .isEqualTo(Map.of("a", ARRAY, "b/c", ARRAY));
  }

  @Test
  void namesThatWouldLeaveTheFolder() {
    for (String name :
        new String[] {
          "../a.npy",
          "a/../../b.npy",
          "/a.npy",
          "C:a.npy",
          "a\\b.npy",
          "./a.npy",
          "a//b.npy",
          "a.txt",
          "a\n.npy"
        }) {
      fails(zip(npy(ARRAY), name), "bad name");
    }
    Path file = folder.resolve("out.npz");
    assertThatThrownBy(() -> Npz.write(file, Map.of("../a", ARRAY)))
        .hasMessageContaining("bad name");
    assertThat(file).doesNotExist();
  }

  @Test
  void oneNameTwice() {
    byte[] bytes = zip(npy(ARRAY), "a.npy", "b.npy");
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("b.npy", "a.npy");
    fails(text.getBytes(StandardCharsets.ISO_8859_1), "two entries a.npy");
  }

  /** Sets a number of the only entry's record in the central directory. */
  private static byte[] withCentral(byte[] zip, int offset, int value) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("PK\1\2");
    ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(at + offset, value);
    return zip;
  }

  @Test
  void declaredSizes() {
    fails(withCentral(zip(npy(ARRAY), "a.npy"), 24, 2_000_000_000), "2000000000", "packed bytes");
    fails(withCentral(zip(npy(ARRAY), "a.npy"), 24, 139), "a.npy", "expected 140", "got 139");
    fails(withCentral(zip(npy(ARRAY), "a.npy"), 24, 141), "a.npy", "expected 140", "got 141");
  }

  /** A header that promises gigabytes, in an archive that packs zeros as tightly as can be. */
  @Test
  void bombs() {
    byte[] start = npy(TypedArray.ofInts(new Shape(3), 0, 0, 0));
    String header =
        new String(start, StandardCharsets.ISO_8859_1).replace("(3,), }     ", "(300000000,), }");
    byte[] lying = header.substring(0, 128).getBytes(StandardCharsets.ISO_8859_1);
    fails(zip(lying, "a.npy"), "truncated", "expected 1200000128");
  }

  @Test
  void checksums() {
    fails(
        withCentral(zip(npy(ARRAY), "a.npy"), 16, 7),
        "entry a.npy",
        "checksum",
        "expected 00000007");
  }

  @Test
  void whatIsInsideIsCheckedToo() {
    fails(zip(new byte[] {1, 2}, "a.npy"), "entry a.npy", "truncated");
    byte[] trailing = java.util.Arrays.copyOf(npy(ARRAY), 200);
    fails(zip(trailing, "a.npy"), "entry a.npy", "trailing bytes");
    byte[] hidden = withCentral(zip(trailing, "a.npy"), 24, npy(ARRAY).length);
    fails(hidden, "entry a.npy", "trailing bytes after the 12 of its elements");
  }

  @Test
  void archivesThatAreNone() {
    fails(new byte[0], "zip");
    fails(npy(ARRAY), "zip");
    byte[] half = java.util.Arrays.copyOf(zip(npy(ARRAY), "a.npy"), 100);
    fails(half, "zip");
  }
}
