package twofold.nn.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.nn.record.Published.get;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twofold.tensor.io.DataException;

/** Event files as TensorBoard will read them. */
class EventFileTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_000_250L), ZoneOffset.UTC);

  @TempDir private Path folder;

  private EventFile create() {
    return EventFile.create(folder, CLOCK, "here");
  }

  static List<DynamicMessage> events(Path file) {
    return TfRecord.readAll(file).stream().map(record -> Published.parse("Event", record)).toList();
  }

  /** What an event says, which is about one thing only. */
  static DynamicMessage value(DynamicMessage event) {
    List<DynamicMessage> values = get(event, "summary", "value");
    assertThat(values).hasSize(1);
    return values.get(0);
  }

  /** Of the event that was written after the first one. */
  private static DynamicMessage second(EventFile file) {
    return events(file.path()).get(1);
  }

  /**
   * The first event and a number, byte by byte, in records whose framing is {@link TfRecordTest}'s
   * business. Tags are 8·number + type: 0 a varint, 1 64 bits, 2 bytes with a length, 5 32 bits.
   *
   * <pre>
   *   09 00 00 10 40 fc 54 d9 41    wall_time, 1: 1700000000.25, little-endian
   *   10 00                         step, 2: 0
   *   1a 0d 62 … 32                 file_version, 3: "brain.Event:2"
   *
   *   09 … 41 10 07                 step 7
   *   2a 0d                         summary, 5
   *     0a 0b                       value, 1
   *       0a 04 6c 6f 73 73         tag, 1: "loss"
   *       15 00 00 00 3f            simple_value, 2: 0.5
   * </pre>
   */
  @Test
  void theFormatByteForByte() {
    try (EventFile file = create()) {
      file.scalar("loss", 7, 0.5);
      assertThat(file.path()).hasFileName("events.out.tfevents.1700000000.here");
      String time = "09 00 00 10 40 fc 54 d9 41";
      assertThat(TfRecord.readAll(file.path())) // while it is still open
          .containsExactly(
              TfRecordTest.hex(time + "10 00 1a 0d 62 72 61 69 6e 2e 45 76 65 6e 74 3a 32"),
              TfRecordTest.hex(time + "10 07 2a 0d 0a 0b 0a 04 6c 6f 73 73 15 00 00 00 3f"));
    }
  }

  /** The first record as it stands in the file, checksums and all. */
  @Test
  void theFramingByteForByte() {
    try (EventFile file = create()) {
      assertThat(file.path())
          .hasBinaryContent(
              TfRecordTest.hex(
                  "1a 00 00 00 00 00 00 00" // 26 bytes, of which CRC-32C is d81d45aa
                      + "12 9b d8 2d" // masked: 2dd89b12
                      + "09 00 00 10 40 fc 54 d9 41 10 00"
                      + "1a 0d 62 72 61 69 6e 2e 45 76 65 6e 74 3a 32" // CRC-32C 823d788a
                      + "52 ef 97 93")); // masked: 9397ef52
    }
  }

  @Test
  void numbers() {
    try (EventFile file = create()) {
      file.scalar("epoch_loss", 1L << 40, Double.NaN);
      DynamicMessage event = second(file);
      assertThat(Published.<Double>get(event, "wall_time")).isEqualTo(1_700_000_000.25);
      assertThat(Published.<Long>get(event, "step")).isEqualTo(1L << 40);
      assertThat(Published.<String>get(value(event), "tag")).isEqualTo("epoch_loss");
      assertThat(Published.<Float>get(value(event), "simple_value")).isNaN();
    }
  }

  @Test
  void histograms() {
    double[] numbers = DoubleStream.iterate(0, i -> i + 1).limit(61).toArray(); // 0 to 60
    try (EventFile file = create()) {
      file.histogram("weights", 3, numbers);
      DynamicMessage histogram = get(value(second(file)), "histo");
      assertThat(Published.<Double>get(histogram, "min")).isZero();
      assertThat(Published.<Double>get(histogram, "max")).isEqualTo(60);
      assertThat(Published.<Double>get(histogram, "num")).isEqualTo(61);
      assertThat(Published.<Double>get(histogram, "sum")).isEqualTo(60 * 61 / 2);
      assertThat(Published.<Double>get(histogram, "sum_squares")).isEqualTo(60 * 61 * 121 / 6);
      List<Double> limits = get(histogram, "bucket_limit");
      List<Double> counts = get(histogram, "bucket");
      assertThat(limits).hasSize(30).last().isEqualTo(60.0);
      assertThat(counts).hasSize(30);
      // Two in each range, wherever rounding puts the limits; the last one has 60 as well.
      assertThat(counts.stream().mapToDouble(c -> c).sum()).isEqualTo(61);
      assertThat(counts).allMatch(count -> count >= 1 && count <= 4);
    }
  }

  @Test
  void pictures() throws IOException {
    BufferedImage picture = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(2, 1, 0x123456);
    try (EventFile file = create()) {
      file.image("filters", 5, picture);
      DynamicMessage image = get(value(second(file)), "image");
      assertThat(Published.<Integer>get(image, "height")).isEqualTo(3);
      assertThat(Published.<Integer>get(image, "width")).isEqualTo(4);
      assertThat(Published.<Integer>get(image, "colorspace")).isEqualTo(3);
      ByteString png = get(image, "encoded_image_string");
      assertThat(png.substring(1, 4).toStringUtf8()).isEqualTo("PNG");
      assertThat(ImageIO.read(png.newInput()).getRGB(2, 1) & 0xffffff).isEqualTo(0x123456);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "6, 4", "1, 3"}) // TYPE_BYTE_GRAY, TYPE_4BYTE_ABGR, TYPE_INT_RGB
  void coloursOfPictures(int type, int colorspace) {
    try (EventFile file = create()) {
      file.image("x", 0, new BufferedImage(1, 1, type));
      assertThat(Published.<Integer>get(value(second(file)), "image", "colorspace"))
          .isEqualTo(colorspace);
    }
  }

  @Test
  void twoOfOneSecondAreTwoFiles() {
    try (EventFile one = create();
        EventFile two = create()) {
      assertThat(two.path()).hasFileName("events.out.tfevents.1700000000.here.1");
      assertThat(events(one.path())).hasSize(1);
      assertThat(events(two.path())).hasSize(1);
    }
  }

  @Test
  void theNameOfThisHost() {
    try (EventFile file = EventFile.create(folder.resolve("made").resolve("here"))) {
      assertThat(file.path().getFileName().toString())
          .matches("events\\.out\\.tfevents\\.\\d{10}\\.[A-Za-z0-9.-]+");
    }
  }

  @Test
  void whereNothingCanBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> EventFile.create(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + " cannot be written to");
  }
}
