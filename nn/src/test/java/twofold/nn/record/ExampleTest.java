package twofold.nn.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twofold.tensor.io.DataException;

/** Examples as Protocol Buffers writes them, and bytes that are none. */
class ExampleTest {
  @TempDir private Path folder;

  private static final Example AGE_AND_PAY =
      new Example(Map.of("pay", new Feature.Floats(9.5f), "age", new Feature.Integers(29, -1)));

  /**
   * Written out by hand: a tag is 8·number + 2 for what has a length, then comes that length.
   *
   * <pre>
   *   0a 29                           Example.features
   *     0a 16                         Features.feature: an entry
   *       0a 03 61 67 65              key "age"
   *       12 0f                       value
   *         1a 0d 0a 0b               int64_list, its value: 11 bytes
   *           1d                      29
   *           ff ff ff ff ff ff ff ff ff 01        −1, as 64 bits in groups of 7
   *     0a 0f                         an entry
   *       0a 03 70 61 79              key "pay"
   *       12 08                       value
   *         12 06 0a 04               float_list, its value: 4 bytes
   *           00 00 18 41             9.5 = 41180000, little-endian
   * </pre>
   */
  private static final String BY_HAND =
      "0a 29 0a 16 0a 03 61 67 65 12 0f 1a 0d 0a 0b 1d ff ff ff ff ff ff ff ff ff 01"
          + "0a 0f 0a 03 70 61 79 12 08 12 06 0a 04 00 00 18 41";

  @Test
  void theFormatByteForByte() {
    assertThat(AGE_AND_PAY.toBytes()).isEqualTo(TfRecordTest.hex(BY_HAND));
    assertThat(parse(BY_HAND)).isEqualTo(AGE_AND_PAY);
  }

  @Test
  void whatIsWrittenIsRead() {
    Example picture =
        new Example(
            Map.of(
                "png", new Feature.Bytes(List.of(new byte[] {1, 2}, new byte[0])),
                "größe", new Feature.Integers(),
                "label", new Feature.Integers(Long.MIN_VALUE, 7),
                "weights", new Feature.Floats(Float.NaN, -0f, Float.MIN_VALUE)));
    Path file = folder.resolve("examples.gz");
    Example.writeAll(file, List.of(picture, AGE_AND_PAY));
    List<Example> read = Example.readAll(file);
    assertThat(read).containsExactly(picture, AGE_AND_PAY);
    assertThat(read.get(0).bytes("png").get(0)).containsExactly(1, 2);
    assertThat(read.get(0).integers("label")).containsExactly(Long.MIN_VALUE, 7);
    assertThat(read.get(1).floats("pay")).containsExactly(9.5f);
    assertThatThrownBy(() -> read.get(1).bytes("age"))
        .isInstanceOf(DataException.class)
        .hasMessage("expected a feature 'age' of kind Bytes, got age (Integers), pay (Floats)");
  }

  /** One by one, as writers do that do not pack; and both ways in one list. */
  @Test
  void numbersOneByOne() {
    Example floats = parse("0a 13 0a 11 0a 01 78 12 0c 12 0a 0d 00 00 18 41 0d 00 00 80 3f");
    assertThat(floats.floats("x")).containsExactly(9.5f, 1);
    Example mixed = parse("0a 10 0a 0e 0a 01 78 12 09 1a 07 08 05 0a 01 06 08 07");
    assertThat(mixed.integers("x")).containsExactly(5, 6, 7);
  }

  @Test
  void whatNewerWritersMayHaveAddedIsPassedOver() {
    String entry = "0a 0f 7a 01 09 12 07 1a 05 0a 01 06 10 07 0a 01 78";
    assertThat(parse("0a 11" + entry + "15 01 02 03 04").integers("x")).containsExactly(6);
    // a group, which nobody writes any more: tag 3·8 + 3, a varint, tag 3·8 + 4
    assertThat(parse("1b 08 01 1c").features()).isEmpty();
  }

  @Test
  void theLastOfANameCountsAndPiecesOfOneAreJoined() {
    String five = "0a 0a 0a 01 78 12 05 1a 03 0a 01 05";
    String six = "0a 0a 0a 01 78 12 05 1a 03 0a 01 06";
    assertThat(parse("0a 18" + five + six).integers("x")).containsExactly(6);
    assertThat(parse("0a 0c" + six + "0a 0c" + five).integers("x")).containsExactly(5);
    String both = "0a 11 0a 01 78 12 05 1a 03 0a 01 05 12 05 1a 03 0a 01 06";
    assertThat(parse("0a 13" + both).integers("x")).containsExactly(5, 6);
    String otherKind = "0a 11 0a 01 78 12 05 1a 03 0a 01 05 12 05 0a 03 0a 01 06";
    assertThat(parse("0a 13" + otherKind).bytes("x").get(0)).containsExactly(6);
    assertThat(parse("0a 07 0a 05 0a 01 78 12 00").features()).isEmpty();
    assertThat(parse("").features()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0a ff ff ff ff 0f, negative size",
    "0a ff ff ff ff ff ff ff ff ff 01, negative size",
    "0a 05 0a 01, ended unexpectedly",
    "0a 02 0a 7f, ended unexpectedly",
    "0a ff ff ff 7f 00, ended unexpectedly",
    "0a, ended unexpectedly",
    "08 01, 'field 1 must be bytes with a length, got a varint'",
    "0e 01, 'field 1 must be bytes with a length, got an unknown type'",
    "0a 05 0d 01 02 03 04, 'field 1 must be bytes with a length, got 32 bits'",
    "0a 04 0a 02 10 01, 'field 2 must be bytes with a length, got a varint'",
    "0a 09 0a 07 12 05 12 03 08 01 00, 'field 1 must be 32 bits, got a varint'",
    "0a 0d 0a 0b 12 09 1a 07 0d 01 02 03 04 10 00, 'field 1 must be a varint, got 32 bits'",
    "0a 0b 0a 09 12 07 12 05 0a 03 01 02 03, 'packed floats have 4 bytes each, got 3 bytes'",
    "0a 09 0a 07 12 05 1a 03 0a 01 80, ended unexpectedly",
    "0a 04 0a 02 0a 01, ended unexpectedly",
    "0a 05 0a 03 0a 01 ff, UTF-8",
    "0a 0b 0a 09 0a 01 78 12 04 12 02 0e 00, 'field 1 must be 32 bits, got an unknown type'",
    "02 00, invalid tag",
    "1c, end-group tag did not match",
    "1b 08 01, end-group tag did not match",
    "1b 24, end-group tag did not match",
    "1e, wire type"
  })
  void bytesThatAreNone(String bytes, String saying) {
    assertThatThrownBy(() -> parse(bytes))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the bytes are not an Example: ")
        .hasMessageContaining(saying)
        .message()
        .doesNotContain("\n");
  }

  /** A million groups in one another: whoever follows them all runs out of stack. */
  @Test
  void deepNesting() {
    byte[] groups = new byte[1_000_000];
    Arrays.fill(groups, (byte) 0x1b);
    assertThatThrownBy(() -> Example.parse(groups))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("too many levels of nesting");
  }

  @Test
  void whichRecordOfWhichFile() {
    Path file = folder.resolve("examples");
    byte[] text = "no example".getBytes(StandardCharsets.US_ASCII);
    TfRecord.write(file, List.of(AGE_AND_PAY.toBytes(), text));
    assertThatThrownBy(() -> Example.readAll(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ": record 2: the bytes are not an Example");
  }

  @Test
  void arraysStayTheirOwners() {
    float[] numbers = {1};
    Feature.Floats feature = new Feature.Floats(numbers);
    numbers[0] = 2;
    feature.values()[0] = 3;
    assertThat(feature.values()).containsExactly(1);
  }

  private static Example parse(String hex) {
    return Example.parse(TfRecordTest.hex(hex));
  }
}
