package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import twofold.nn.record.EventFile;
import twofold.nn.record.TfRecord;
import twofold.tensor.io.DataException;
import twofold.verify.TempFolder;
import twofold.verify.tensor.Draw;

/**
 * {@code TfRecord}, {@code EventFile}: what is written is read, and what happens to a file on its
 * way is noticed.
 */
class RecordProperties {
  /** Castagnoli's polynomial, its highest power left out, the lowest first. */
  private static final int CASTAGNOLI = 0x82f63b78;

  private Path folder;

  @BeforeProperty
  void makeFolder() throws IOException {
    folder = TempFolder.make();
  }

  @AfterProperty
  void removeFolder() throws IOException {
    TempFolder.remove(folder);
  }

  private static List<byte[]> records(Draw draw, int most) {
    List<byte[]> records = new ArrayList<>();
    for (int k = draw.from(0, 4); k > 0; k--) {
      byte[] data = new byte[draw.chance(0.2) ? 0 : draw.from(1, most)];
      draw.random().nextBytes(data);
      records.add(data);
    }
    return records;
  }

  /** What can be read before an error; the error, if there is one, is of the kind announced. */
  private record Outcome(List<byte[]> records, boolean failed) {
    static Outcome of(Path file) {
      List<byte[]> records = new ArrayList<>();
      try {
        TfRecord.forEach(file, records::add);
        return new Outcome(records, false);
      } catch (DataException e) {
        assertThat(e).hasMessageContaining("record " + (records.size() + 1));
        return new Outcome(records, true);
      }
    }
  }

  private static void requireFirst(int n, List<byte[]> written, Outcome outcome) {
    assertThat(outcome.records).containsExactlyElementsOf(written.subList(0, n));
  }

  /** How many records end at or before this place. */
  private static int wholeRecords(List<byte[]> records, int bytes) {
    int whole = 0;
    for (int end = 0; whole < records.size(); whole++) {
      end += 16 + records.get(whole).length;
      if (end > bytes) {
        break;
      }
    }
    return whole;
  }

  @Property(tries = 100)
  void whatIsWrittenIsRead(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<byte[]> records = records(draw, draw.chance(0.2) ? 200_000 : 100);
    Path file = folder.resolve(draw.chance(0.5) ? "records" : "records.gz");
    TfRecord.write(file, records);
    assertThat(TfRecord.readAll(file)).containsExactlyElementsOf(records);
  }

  /** The remainder of a polynomial over two elements, bit by bit: the definition. */
  private static int checksum(byte[] bytes) {
    int remainder = ~0;
    for (byte b : bytes) {
      remainder ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        boolean subtract = (remainder & 1) == 1;
        remainder = remainder >>> 1 ^ (subtract ? CASTAGNOLI : 0);
      }
    }
    return ~remainder;
  }

  private static int masked(byte[] bytes) {
    int crc = checksum(bytes);
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  @Example
  void theDefinitionGivesThePublishedCheckValue() {
    assertThat(checksum("123456789".getBytes())).isEqualTo(0xe3069283);
  }

  /** Read by a second writing of the format, which is as it is published. */
  @Property(tries = 100)
  void theFormatByItsDefinition(@ForAll long seed) throws IOException {
    List<byte[]> records = records(new Draw(new SplittableRandom(seed)), 300);
    Path file = folder.resolve("records");
    TfRecord.write(file, records);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    for (byte[] record : records) {
      byte[] length = new byte[8];
      bytes.get(length);
      assertThat(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong())
          .isEqualTo(record.length);
      assertThat(bytes.getInt()).isEqualTo(masked(length));
      byte[] data = new byte[record.length];
      bytes.get(data);
      assertThat(data).isEqualTo(record);
      assertThat(bytes.getInt()).isEqualTo(masked(data));
    }
    assertThat(bytes.hasRemaining()).isFalse();
  }

  /** Every bit of the file, one at a time. */
  @Property(tries = 10)
  void everyFlippedBitIsNoticed(@ForAll long seed) throws IOException {
    List<byte[]> records = records(new Draw(new SplittableRandom(seed)), 12);
    Path file = folder.resolve("records");
    TfRecord.write(file, records);
    byte[] sound = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * sound.length; bit++) {
      byte[] flipped = sound.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, flipped);
      Outcome outcome = Outcome.of(file);
      assertThat(outcome.failed).as("bit %d of byte %d", bit % 8, bit / 8).isTrue();
      requireFirst(wholeRecords(records, bit / 8), records, outcome);
    }
  }

  /**
   * Wherever a file is cut: between two records nobody can know, and what is there is whole;
   * anywhere else it is an error.
   */
  @Property(tries = 20)
  void everyTruncationWithinARecordIsNoticed(@ForAll long seed) throws IOException {
    List<byte[]> records = records(new Draw(new SplittableRandom(seed)), 40);
    Path file = folder.resolve("records");
    TfRecord.write(file, records);
    byte[] sound = Files.readAllBytes(file);
    for (int length = 0; length < sound.length; length++) {
      Files.write(file, Arrays.copyOf(sound, length));
      int whole = wholeRecords(records, length);
      int end = records.subList(0, whole).stream().mapToInt(r -> 16 + r.length).sum();
      Outcome outcome = Outcome.of(file);
      assertThat(outcome.failed).as("cut to %d bytes", length).isEqualTo(length != end);
      requireFirst(whole, records, outcome);
    }
  }

  private static ByteString inner(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().get(0);
  }

  private static double number(UnknownFieldSet message, int field) {
    return Double.longBitsToDouble(message.getField(field).getFixed64List().get(0));
  }

  private static double[] numbers(UnknownFieldSet message, int field) {
    ByteBuffer packed = inner(message, field).asReadOnlyByteBuffer();
    double[] numbers = new double[packed.remaining() / 8];
    packed.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
    return numbers;
  }

  /** Of every size, with some that are not finite; whole numbers lie on the limits themselves. */
  private static double[] spread(Draw draw) {
    if (draw.chance(0.2)) {
      return draw.random().ints(200, -15, 16).asDoubleStream().toArray();
    }
    double scale = draw.chance(0.2) ? Double.MAX_VALUE : Math.pow(10, draw.from(-300, 5));
    double[] numbers = new double[draw.from(0, 200)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = draw.chance(0.05) ? Double.NaN : scale * (2 * draw.random().nextDouble() - 1);
      if (draw.chance(0.2)) {
        numbers[i] = draw.chance(0.1) ? Double.NEGATIVE_INFINITY : scale / draw.from(1, 3);
      }
    }
    return numbers;
  }

  /** Each finite number is counted once, in the range it lies in, as limits and counts say it. */
  @Property(tries = 300)
  void histogramsCountEveryNumberInItsRange(@ForAll long seed)
      throws InvalidProtocolBufferException {
    double[] all = spread(new Draw(new SplittableRandom(seed)));
    Path path;
    try (EventFile file = EventFile.create(folder)) {
      file.histogram("numbers", 1, all);
      path = file.path();
    }
    var event = UnknownFieldSet.parseFrom(TfRecord.readAll(path).get(1));
    var value = UnknownFieldSet.parseFrom(inner(UnknownFieldSet.parseFrom(inner(event, 5)), 1));
    var histogram = UnknownFieldSet.parseFrom(inner(value, 5));
    double[] numbers = Arrays.stream(all).filter(Double::isFinite).toArray();
    double[] limits = numbers(histogram, 6);
    double[] counts = numbers(histogram, 7);
    assertThat(number(histogram, 3)).isEqualTo(numbers.length);
    assertThat(limits).isSorted().hasSameSizeAs(counts);
    assertThat(Arrays.stream(counts).sum()).isEqualTo(numbers.length);
    if (numbers.length == 0) {
      return;
    }
    assertThat(number(histogram, 1)).isEqualTo(Arrays.stream(numbers).min().getAsDouble());
    double max = Arrays.stream(numbers).max().getAsDouble();
    assertThat(number(histogram, 2)).isEqualTo(max);
    assertThat(limits[limits.length - 1]).isEqualTo(max);
    for (int i = 0; i < limits.length - 1; i++) {
      double low = i == 0 ? Double.NEGATIVE_INFINITY : limits[i - 1];
      double high = limits[i];
      assertThat(counts[i])
          .as("numbers from %s to below %s", low, high)
          .isEqualTo(Arrays.stream(numbers).filter(v -> low <= v && v < high).count());
    }
  }
}
