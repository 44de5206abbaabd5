package twofold.tensor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.tensor.Shape;

/**
 * Examples of {@code Npy}: files written out by hand from the specification, and files that lie.
 */
class NpyTest {
  private static final String GOOD = "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }";

  @TempDir Path folder;

  /** A header of the given version, not padded: readers must not care. */
  private static byte[] npy(int version, String header, int... elements) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    out.write(text.length);
    out.write(text.length >> 8);
    if (version > 1) {
      out.write(text.length >> 16);
      out.write(0);
    }
    out.writeBytes(text);
    for (int element : elements) {
      out.write(element);
    }
    return out.toByteArray();
  }

  private Path file(byte[] bytes) {
    try {
      return Files.write(folder.resolve("a.npy"), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void fails(byte[] bytes, String... parts) {
    Path file = file(bytes);
    assertThatThrownBy(() -> Npy.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .message()
        .doesNotContain("\n")
        .contains(parts);
  }

  private void headerFails(String header, String... parts) {
    fails(npy(1, header, 1, 0, 0, 0, 2, 0, 0, 0), parts);
  }

  @Test
  void everyVersionIsRead() {
    for (int version = 1; version <= 3; version++) {
      byte[] bytes = npy(version, GOOD, 1, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff);
      assertThat(Npy.read(file(bytes))).isEqualTo(TypedArray.ofInts(new Shape(2), 1, -2));
    }
  }

  @Test
  void bigEndianIsTurnedRound() {
    byte[] bytes = npy(1, GOOD.replace('<', '>'), 0, 0, 1, 2, 0xff, 0xff, 0xff, 0xfe);
    assertThat(Npy.read(file(bytes))).isEqualTo(TypedArray.ofInts(new Shape(2), 258, -2));
  }

  @Test
  void fortranOrderIsTurnedRound() {
    String header = "{'descr': '|b1', 'fortran_order': True, 'shape': (2, 3)}";
    TypedArray array = Npy.read(file(npy(1, header, 1, 0, 0, 0, 1, 1)));
    boolean[] expected = {true, false, true, false, false, true}; // 1 0 1 above 0 0 1
    assertThat(array).isEqualTo(TypedArray.ofBooleans(new Shape(2, 3), expected));
  }

  /** Byte by byte: magic, version, 118 = 128 − 10, the dictionary, spaces, newline, elements. */
  @Test
  void whatIsWrittenIsWhatTheSpecificationSays() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.write(file, TypedArray.ofFloats(new Shape(2), 1, -0f));
    String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
    byte[] expected =
        npy(
            1,
            dictionary + " ".repeat(117 - dictionary.length()) + "\n",
            0,
            0,
            0x80,
            0x3f,
            0,
            0,
            0,
            0x80);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }

  @Test
  void scalarsAndNothing() {
    Path file = folder.resolve("a.npy");
    for (Shape shape : new Shape[] {new Shape(), new Shape(0), new Shape(2, 0, 3)}) {
      TypedArray array = TypedArray.ofLongs(shape, new long[shape.size()]);
      Npy.write(file, array);
      assertThat(Npy.read(file)).isEqualTo(array);
      Npy.writeFortran(file, array);
      assertThat(Npy.read(file)).isEqualTo(array);
    }
  }

  @Test
  void theBeginning() {
    fails(new byte[0], "truncated");
    fails(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P'}, "truncated");
    fails("no array at all".getBytes(StandardCharsets.UTF_8), "no .npy file", "expected 93");
    fails(npy(4, GOOD), "unknown version", "got 4.0");
    fails(npy(0, GOOD), "unknown version", "got 0.0");
  }

  @Test
  void headerLengths() {
    byte[] bytes = npy(1, GOOD, 1, 0, 0, 0, 2, 0, 0, 0);
    bytes[8] = (byte) 0xff;
    bytes[9] = (byte) 0xff;
    fails(bytes, "header of 65535 bytes");
    byte[] second = npy(2, GOOD, 1, 0, 0, 0, 2, 0, 0, 0);
    second[10] = (byte) 0xff;
    second[11] = (byte) 0xff;
    fails(second, "header of 4294901817 bytes");
    fails(npy(2, GOOD + " ".repeat(66_000), 1, 0, 0, 0, 2, 0, 0, 0), "expected at most 65536");
  }

  @Test
  void dictionariesThatAreNone() {
    headerFails("", "expected {");
    headerFails("{", "expected a string");
    headerFails("[1, 2]", "expected {");
    headerFails("{'descr': '<i4'}", "expected the keys", "got descr");
    headerFails(GOOD.replace("}", "'x': True}"), "expected the keys");
    headerFails(GOOD.replace("}", "'descr': '<i4'}"), "descr stands in it twice");
    headerFails(GOOD + "{}", "expected the end");
    headerFails(GOOD.replace("False", "0"), "expected a string", "got 0");
    headerFails(GOOD.replace("False", "'no'"), "True or False");
    headerFails(GOOD.replace("(2,)", "(2)"), "(n,)");
    headerFails(GOOD.replace("(2,)", "(2 3)"), "a comma");
    headerFails(GOOD.replace("(2,)", "'2'"), "a tuple");
    headerFails(GOOD.replace("'<i4'", "__import__('os')"), "expected a string");
    headerFails(GOOD.replace("'<i4'", "[('a', '<i4')]"), "expected a string");
    headerFails(GOOD.replace("'<i4'", "'|O'"), "type not read here", "got |O");
    headerFails(GOOD.replace("'<i4'", "'<c16'"), "type not read here", "got <c16");
  }

  @Test
  void textThatIsNone() {
    byte[] bytes = npy(3, GOOD.replace("descr", "descé"), 0, 0, 0, 0, 0, 0, 0, 0);
    bytes[18] = (byte) 0xff;
    fails(bytes, "not valid UTF-8");
  }

  /** Were these believed, the test would die of hunger for memory. */
  @Test
  void shapesThatCannotBe() {
    headerFails(GOOD.replace("(2,)", "(-2,)"), "extent from 0");
    headerFails(GOOD.replace("(2,)", "(99999999999,)"), "extent from 0");
    headerFails(GOOD.replace("(2,)", "(2147483648,)"), "extent from 0");
    headerFails(GOOD.replace("(2,)", "(65536, 65536)"), "cannot be", "(65536, 65536)");
    headerFails(GOOD.replace("(2,)", "(2147483647, 2147483647, 4)"), "cannot be");
    headerFails(GOOD.replace("(2,)", "(2147483647,)"), "more than 2147483639 bytes");
    headerFails(GOOD.replace("(2,)", "(500000000,)"), "truncated", "expected 2000000075");
  }

  @Test
  void tooShortAndTooLong() {
    fails(npy(1, GOOD, 1, 0, 0, 0, 2, 0, 0), "truncated", "expected 75", "got 74");
    fails(npy(1, GOOD, 1, 0, 0, 0, 2, 0, 0, 0, 9), "trailing bytes", "expected 75", "got 76");
  }

  @Test
  void truthValues() {
    String header = GOOD.replace("<i4", "|b1");
    fails(npy(1, header, 1, 2), "bad truth value as element 1, expected 0 or 1, got 2");
  }

  @Test
  void filesThatAreNone() {
    assertThatThrownBy(() -> Npy.read(folder))
        .hasMessage(folder + " is a folder, expected a .npy file");
    Path missing = folder.resolve("missing.npy");
    assertThatThrownBy(() -> Npy.read(missing)).hasMessage(missing + " does not exist");
  }
}
