package twofold.tensor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.tensor.Shape;

/** Examples of {@code Safetensors}: files written out by hand, and files that lie. */
class SafetensorsTest {
  private static final String A = "\"a\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[0,8]}";
  private static final String B = "\"b\":{\"dtype\":\"BOOL\",\"shape\":[],\"data_offsets\":[8,9]}";

  @TempDir Path folder;

  private static byte[] bytes(String header, int rest) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + rest).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    for (int i = 0; i < rest; i++) {
      bytes.put((byte) (i % 4 == 0 ? 1 : 0));
    }
    return bytes.array();
  }

  private Path file(byte[] bytes) {
    try {
      return Files.write(folder.resolve("a.safetensors"), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void fails(byte[] bytes, String... parts) {
    Path file = file(bytes);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .message()
        .doesNotContain("\n")
        .contains(parts);
  }

  private void fails(String header, int rest, String... parts) {
    fails(bytes(header, rest), parts);
  }

  @Test
  void aFileWrittenByHand() {
    Safetensors read =
        Safetensors.read(file(bytes("{" + B + "," + A + ",\"__metadata__\":{\"k\":\"v\"}}   ", 9)));
    assertThat(read.arrays())
        .isEqualTo(
            Map.of(
                "a", TypedArray.ofInts(new Shape(2), 1, 1),
                "b", TypedArray.ofBooleans(new Shape(), true)));
    assertThat(read.metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(Safetensors.read(file(bytes("{}", 0))).arrays()).isEmpty();
  }

  /** Byte by byte: wide elements first, the header filled up to a multiple of 8. */
  @Test
  void whatIsWrittenIsWhatTheSpecificationSays() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Map<String, TypedArray> arrays =
        Map.of(
            "b", TypedArray.ofBooleans(new Shape(), true),
            "a", TypedArray.ofInts(new Shape(2), 1, 1));
    new Safetensors(arrays, Map.of("k", "v")).write(file);
    String header = "{\"__metadata__\":{\"k\":\"v\"}," + A + "," + B + "}";
    byte[] expected = bytes(header + " ".repeat((8 - header.length() % 8) % 8), 9);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }

  @Test
  void headerLengths() {
    fails(new byte[7], "truncated", "at least 8");
    byte[] bytes = bytes("{" + A + "}", 8);
    bytes[1] = 1;
    fails(bytes, "header of 310 bytes");
    bytes[7] = (byte) 0xff;
    fails(bytes, "header of 18374686479671623990 bytes");
  }

  @Test
  void headersThatAreNoJson() {
    fails("", 0, "expected a JSON object");
    fails(" {}", 0, "expected a JSON object");
    fails("[]", 0, "expected a JSON object");
    fails("{", 0, "expected JSON");
    fails("{} {}", 0, "expected JSON");
    fails("{" + A + "," + A + "}", 8, "expected JSON", "Duplicate");
    fails("{\"a\":".repeat(5000), 0, "expected JSON");
    byte[] bytes = bytes("{\"é\":1}", 0);
    bytes[10] = (byte) 0xff;
    fails(bytes, "not valid UTF-8");
  }

  @Test
  void arraysThatAreNone() {
    fails("{\"a\":3}", 0, "bad array a");
    fails("{" + A.replace("shape", "Shape") + "}", 8, "expected data_offsets, dtype and shape");
    fails("{" + A.replace("I32", "F8_E4M3") + "}", 8, "type not read here", "F8_E4M3");
    fails("{" + A.replace("[2]", "2") + "}", 8, "expected integers", "for shape, got 2");
    fails("{" + A.replace("[2]", "[2.0]") + "}", 8, "expected integers");
    fails("{" + A.replace("[2]", "[-2]") + "}", 8, "expected integers");
    fails("{" + A.replace("[2]", "[2147483648]") + "}", 8, "expected integers");
    fails("{" + A.replace("[2]", "[1e400]") + "}", 8, "bad");
    fails("{" + A.replace("[2]", "[18446744073709551618]") + "}", 8, "expected integers");
    fails("{" + A.replace("[2]", "[65536,65536]") + "}", 8, "cannot be");
    fails("{" + A.replace("[2]", "[2147483647]") + "}", 8, "more than 2147483639 bytes");
    fails("{\"__metadata__\":{\"k\":1}}", 0, "expected a text for k");
    fails("{\"__metadata__\":[]}", 0, "expected an object");
  }

  @Test
  void offsetsThatLie() {
    fails("{" + A.replace("[0,8]", "[0,7]") + "}", 7, "(2) of INT32 needs 8 bytes");
    fails("{" + A.replace("[0,8]", "[8,0]") + "}", 8, "needs 8 bytes");
    fails("{" + A.replace("[0,8]", "[-8,0]") + "}", 8, "expected integers");
    fails("{" + A.replace("[0,8]", "[0]") + "}", 8, "needs 8 bytes");
    fails("{" + A.replace("[0,8]", "[1,9]") + "}", 9, "a gap before array a", "got 1");
    fails("{" + A + "," + B.replace("[8,9]", "[7,8]") + "}", 8, "an overlap before array b");
    fails("{" + A + "," + B.replace("[8,9]", "[9,10]") + "}", 10, "a gap before array b");
    fails("{" + A + "}", 7, "truncated", "expected 8 bytes after the header, got 7");
    fails("{" + A + "}", 9, "trailing bytes", "got 9");
    fails(
        "{" + A.replace("[2]", "[500000000]").replace("[0,8]", "[0,2000000000]") + "}",
        8,
        "truncated",
        "expected 2000000000");
  }

  @Test
  void truthValues() {
    byte[] bytes = bytes("{" + A + "," + B + "}", 9);
    bytes[bytes.length - 1] = 3;
    fails(bytes, "bad truth value", "got 3");
  }

  @Test
  void noArrayIsCalledMetadata() {
    assertThatThrownBy(
            () ->
                new Safetensors(Map.of("__metadata__", TypedArray.ofInts(new Shape(0))), Map.of()))
        .hasMessageContaining("__metadata__");
  }
}
