package twofold.nn.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twofold.tensor.io.DataException;

/**
 * Every reader against every kind of broken file: it reads something, or says in one line which
 * file is wrong. It never throws anything else, hangs, or asks for memory that the file only claims
 * to need.
 */
class HostileFilesTest {
  @TempDir Path folder;

  /**
   * @param sound the files it reads, by name
   * @param read what it makes of the folder with them, in a form that can be compared
   */
  record Reader(String name, Map<String, byte[]> sound, Function<Path, Object> read) {
    @Override
    public String toString() {
      return name;
    }

    boolean isText() {
      return !sound.keySet().iterator().next().matches(".*(ubyte|bin|idx)");
    }
  }

  private static Reader text(String name, String file, String text, Function<Path, Object> read) {
    return new Reader(
        name, Map.of(file, text.getBytes(UTF_8)), folder -> read.apply(folder.resolve(file)));
  }

  private static final String BOSTON =
      "2,13\nCRIM,ZN,INDUS,CHAS,NOX,RM,AGE,DIS,RAD,TAX,PTRATIO,B,LSTAT,MEDV\n"
          + "1,2,3,4,5,6,7,8,9,10,11,12,13,24\n".repeat(2);

  static Stream<Reader> readers() {
    return Stream.of(
        text("TextLines", "t.txt", "one\n\nthrée\n", file -> TextLines.of(file).toList()),
        text("Document", "d.txt", "yes\ta b\nno\tc\n", Document::readAll),
        text("Table", "t.csv", "a,\"b\"\n1,2\n3,4\n", file -> show(Table.read(file))),
        text("Table, counted", "c.csv", "2,1\na,b\n1,2\n3,4\n", f -> show(Table.readCounted(f))),
        text("Libsvm", "l.txt", "+1 1:2 3:4\n-1 2:0.5 # c\n", file -> show(Libsvm.read(file))),
        new Reader(
            "Boston",
            Map.of("boston_house_prices.csv", BOSTON.getBytes(UTF_8)),
            folder -> show(BostonHousing.read(folder).properties())),
        new Reader("Reuters", reuters(), ReutersR8::read),
        new Reader("Imdb", imdb(), Imdb::read),
        new Reader(
            "Idx",
            Map.of("a.idx", new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 5, 6}),
            folder -> Arrays.toString(Idx.read(folder.resolve("a.idx")).bytes())),
        new Reader("Mnist", mnist(), folder -> Mnist.read(folder).toString()),
        new Reader("Cifar-10", cifar(1, cifar10Files()), folder -> Cifar.read10(folder).toString()),
        new Reader(
            "Cifar-100",
            cifar(2, List.of("train.bin", "test.bin")),
            folder -> Cifar.read100(folder, Cifar.Label.CLASS).toString()));
  }

  private static String show(Table table) {
    return table.columns() + Arrays.deepToString(table.rows());
  }

  private static String show(Libsvm data) {
    float[][] rows = new float[data.rows().count()][Math.min(1000, data.rows().width())];
    if (data.rows().width() <= 1000) {
      for (int i = 0; i < rows.length; i++) {
        data.rows().copy(i, rows[i], 0);
      }
    }
    return Arrays.toString(data.labels()) + Arrays.deepToString(rows);
  }

  private static Map<String, byte[]> reuters() {
    String news =
        IntStream.range(0, 8)
            .mapToObj(topic -> "topic" + topic + "\tword\n")
            .collect(Collectors.joining());
    return Map.of("R8-train.txt", news.getBytes(UTF_8), "R8-test.txt", news.getBytes(UTF_8));
  }

  private static Map<String, byte[]> imdb() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("imdb-vocab.tsv", "rank\tword\tcount\n1\tthe\t9\n2\tgood\t2\n".getBytes(UTF_8));
    files.put("imdb-train.idx", "1\t1 2 2\n0\t1\n".getBytes(UTF_8));
    files.put("imdb-test.idx", "1\t2 1\n0\t0\n".getBytes(UTF_8));
    return files;
  }

  private static Map<String, byte[]> mnist() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] images = new byte[16 + 2 * 784];
    System.arraycopy(
        new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28}, 0, images, 0, 16);
    for (String part : List.of("train", "t10k")) {
      files.put(part + "-images-idx3-ubyte", images);
      files.put(part + "-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 5, 6});
    }
    return files;
  }

  private static List<String> cifar10Files() {
    return Stream.concat(
            IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin"),
            Stream.of("test_batch.bin"))
        .toList();
  }

  private static Map<String, byte[]> cifar(int labels, List<String> names) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    names.forEach(name -> files.put(name, new byte[2 * (labels + 3072)]));
    return files;
  }

  /** What may stand in a file, whatever should. */
  private static Map<String, byte[]> hostile() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("nothing", new byte[0]);
    files.put("a zero", new byte[1]);
    files.put("zeros", new byte[5000]);
    files.put("ones", filled(5000, 0xff));
    files.put("a line end", "\n".getBytes(UTF_8));
    files.put("Windows line ends", "\r\n\r\n".getBytes(UTF_8));
    files.put("spaces", "   \n\t \n".getBytes(UTF_8));
    files.put("a byte-order mark", "\uFEFF".getBytes(UTF_8));
    files.put("UTF-16", "a,b\n1,2\n".getBytes(UTF_16));
    files.put("Latin-1", "caf\u00e9\tau lait\n1,2\n".getBytes(ISO_8859_1));
    files.put("half a character", new byte[] {'a', '\t', 'b', '\n', (byte) 0xe2, (byte) 0x82});
    files.put("a PNG", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});
    files.put("no gzip after all", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7});
    files.put("a long line", "a".repeat(1_000_000).getBytes(UTF_8));
    files.put("commas", ",".repeat(100_000).getBytes(UTF_8));
    files.put("an open quote", "\"a,b\n1,2\n3,4\n".getBytes(UTF_8));
    files.put("quotes inside", "a,b\n1,\"2\"3\n".getBytes(UTF_8));
    files.put("no numbers", "a,b\nNaN,Infinity\n1,2\n".getBytes(UTF_8));
    files.put("huge numbers", "1e999 1:1e999\n999999999999 99999999999:1\n".getBytes(UTF_8));
    files.put("numbers of Java", "1d 1:0x1p3\n1f,0x1p3\n".getBytes(UTF_8));
    files.put("a claim of 2 GB", new byte[] {0, 0, 8, 1, 127, -1, -1, -1, 1, 2});
    files.put("a claim of 2⁹³ bytes", claim(3, 0x7fffffff));
    files.put("negative sizes", claim(2, -1));
    files.put("255 dimensions", claim(255, 1));
    files.put("counts", "1e300,-1\na\n1\n".getBytes(UTF_8));
    return files;
  }

  private static byte[] filled(int n, int value) {
    byte[] bytes = new byte[n];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] claim(int rank, int size) {
    var header = java.nio.ByteBuffer.allocate(4 + 4 * rank).putInt(0x0800 | rank);
    while (header.hasRemaining()) {
      header.putInt(size);
    }
    return header.array();
  }

  private void lay(Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** Reads, or fails in one line that names the file. */
  private void readOrName(Reader reader, String file, String what) {
    try {
      assertThat(reader.read.apply(folder)).isNotNull();
    } catch (DataException e) {
      assertThat(e.getMessage())
          .as("%s in %s of %s", what, file, reader)
          .contains(file)
          .doesNotContain("\n")
          .hasSizeLessThan(1000);
    } catch (Throwable e) {
      throw new AssertionError(what + " in " + file + " of " + reader + " threw " + e, e);
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void whateverStandsInAFile(Reader reader) throws IOException {
    for (String file : reader.sound.keySet()) {
      lay(reader.sound);
      assertThat(reader.read.apply(folder)).isNotNull();
      for (Map.Entry<String, byte[]> hostile : hostile().entrySet()) {
        Files.write(folder.resolve(file), hostile.getValue());
        readOrName(reader, file, hostile.getKey());
      }
    }
  }

  /** Cut off anywhere, and with any byte changed. */
  @ParameterizedTest
  @MethodSource("readers")
  void soundFilesThatWereDamaged(Reader reader) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (Map.Entry<String, byte[]> file : reader.sound.entrySet()) {
      lay(reader.sound);
      byte[] sound = file.getValue();
      for (int i = 0; i < 150; i++) {
        byte[] damaged = sound.clone();
        int at = random.nextInt(Math.min(sound.length, 64)); // where the headers are
        damaged[at] = (byte) random.nextInt(256);
        Files.write(folder.resolve(file.getKey()), damaged);
        readOrName(reader, file.getKey(), "byte " + at + " set to " + damaged[at]);
        int length = random.nextInt(sound.length);
        Files.write(folder.resolve(file.getKey()), Arrays.copyOf(sound, length));
        readOrName(reader, file.getKey(), "the first " + length + " bytes");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void whatIsNoFile(Reader reader) throws IOException {
    for (String file : reader.sound.keySet()) {
      lay(reader.sound);
      Path path = folder.resolve(file);
      Files.delete(path);
      assertThatThrownBy(() -> reader.read.apply(folder))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(file + " does not exist");
      Files.createDirectory(path);
      assertThatThrownBy(() -> reader.read.apply(folder))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(file + " is a folder, expected ");
      Files.delete(path);
    }
  }

  /** What editors on Windows put into files changes nothing. */
  @ParameterizedTest
  @MethodSource("readers")
  void marksAndLineEndsOfWindows(Reader reader) throws IOException {
    if (!reader.isText()) {
      return;
    }
    lay(reader.sound);
    Object sound = reader.read.apply(folder);
    for (Map.Entry<String, byte[]> file : reader.sound.entrySet()) {
      String text = new String(file.getValue(), UTF_8).replace("\n", "\r\n");
      Files.write(folder.resolve(file.getKey()), ("\uFEFF" + text).getBytes(UTF_8));
    }
    assertThat(reader.read.apply(folder)).isEqualTo(sound);
  }

  /** A header asks for 2·10⁵ columns, and as many lines have one: 320 GB, of a file of 1 MB. */
  @Test
  void aLongHeaderDoesNotFillTheMemory() throws IOException {
    int n = 200_000;
    String names = IntStream.range(0, n).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    Path file = Files.writeString(folder.resolve("t.csv"), names + "\n" + "1\n".repeat(n));
    TextsOnDisk.fails(() -> Table.read(file), "t.csv:2: expected 200000 columns, got 1");
  }

  /** The line of the bad byte, also where it is far behind the first buffer. */
  @Test
  void theLineThatIsNotUtf8() throws IOException {
    byte[] text = ("€ and more\n".repeat(20_000) + "x").getBytes(UTF_8);
    text[text.length - 1] = (byte) 0xff;
    Path file = folder.resolve("t.txt");
    Files.write(file, text);
    TextsOnDisk.fails(() -> TextLines.of(file).toList(), "t.txt:20001: is not text in UTF-8");
    TextsOnDisk.fails(
        () -> Document.readAll(Files.write(file, new byte[] {'a', '\t', 'b', '\n', -1})),
        "t.txt:2: is not text in UTF-8");
    assertThat(TextLines.of(Files.write(file, "a\nb".getBytes(UTF_8))).toList())
        .containsExactly("a", "b");
  }
}
