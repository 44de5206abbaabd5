package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import twofold.nn.data.Cifar;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.Libsvm;
import twofold.nn.data.TextLines;
import twofold.verify.TempFolder;
import twofold.verify.tensor.Draw;

/** Theorems about readers: what is written as the format says is read as it was meant. */
class ReaderProperties {
  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = TempFolder.make();
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    TempFolder.remove(folder);
  }

  /** Any sparse matrix with any finite floats, spaced and commented in any way. */
  @Property(tries = 200)
  void sparseRows(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int rows,
      @ForAll @IntRange(min = 1, max = 20) int width)
      throws IOException {
    Draw draw = new Draw(new SplittableRandom(seed));
    float[][] x = new float[rows][width];
    double[] labels = new double[rows];
    StringBuilder text = new StringBuilder(draw.chance(0.3) ? "\uFEFF" : "");
    for (int i = 0; i < rows; i++) {
      labels[i] = draw.chance(0.5) ? draw.from(-3, 3) : draw.normal();
      text.append(draw.chance(0.2) ? "# 1:1 of nothing\n\n" : "");
      text.append(labels[i] > 0 && draw.chance(0.5) ? "+" : "").append(labels[i]);
      for (int j = 0; j < width; j++) {
        float value = Float.intBitsToFloat(draw.random().nextInt());
        x[i][j] = Float.isFinite(value) && draw.chance(0.5) ? value : 0;
        if (x[i][j] != 0 || draw.chance(0.1)) {
          text.append(draw.chance(0.2) ? "\t " : " ").append(j + 1).append(':').append(x[i][j]);
        }
      }
      text.append(draw.chance(0.2) ? " # 99:9" : "").append(draw.chance(0.5) ? "\n" : "\r\n");
    }
    Path file = Files.writeString(folder.resolve("a.libsvm"), text);
    Libsvm read = Libsvm.read(file, width);
    assertThat(read.labels()).isEqualTo(labels);
    float[] row = new float[width];
    for (int i = 0; i < rows; i++) {
      read.rows().copy(i, row, 0);
      for (int j = 0; j < width; j++) {
        assertThat(row[j] == x[i][j]).as("row %d, column %d of%n%s", i, j, text).isTrue();
      }
    }
    double[] known = read.distinctLabels();
    assertThat(IntStream.of(read.classes(known)).mapToDouble(k -> known[k]).toArray())
        .isEqualTo(labels);
  }

  /** Any pictures, any labels, in all five files. */
  @Property(tries = 20)
  void colourPictures(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> records = new ArrayList<>();
    for (int batch = 1; batch <= 6; batch++) {
      int count = random.nextInt(1, 4);
      byte[] bytes = new byte[count * 3073];
      random.nextBytes(bytes);
      for (int i = 0; i < count; i++) {
        bytes[i * 3073] = (byte) random.nextInt(10);
        if (batch < 6) {
          records.add(Arrays.copyOfRange(bytes, i * 3073, (i + 1) * 3073));
        }
      }
      String name = batch == 6 ? "test_batch.bin" : "data_batch_" + batch + ".bin";
      Files.write(folder.resolve(name), bytes);
    }
    LabelledImages train = Cifar.read10(folder).train();
    assertThat(train.count()).isEqualTo(records.size());
    byte[] picture = new byte[3072];
    for (int i = 0; i < records.size(); i++) {
      train.copy(i, picture, 0);
      assertThat(train.label(i)).isEqualTo(records.get(i)[0]);
      assertThat(picture).isEqualTo(Arrays.copyOfRange(records.get(i), 1, 3073));
    }
    int k = random.nextInt(3);
    int r = random.nextInt(32);
    int c = random.nextInt(32);
    assertThat(train.pixel(0, k, r, c)).isEqualTo(records.get(0)[1 + k * 1024 + r * 32 + c] & 0xff);
  }

  /** Any lines without line ends of their own, whatever their characters, in every epoch. */
  @Property(tries = 200)
  void linesOfText(@ForAll long seed, @ForAll @IntRange(max = 20) int count) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    random
                        .ints(random.nextInt(30), 0x20, 0x1_0000)
                        .filter(c -> !Character.isSurrogate((char) c) && c != 0xFEFF)
                        .collect(
                            StringBuilder::new,
                            StringBuilder::appendCodePoint,
                            StringBuilder::append)
                        .append(random.nextInt(4) == 0 ? "\uD83D\uDE00" : "") // beyond 16 bits
                        .toString())
            .toList();
    String end = random.nextBoolean() ? "\n" : "\r\n";
    Path file = folder.resolve("lines.txt");
    Files.writeString(file, String.join(end, lines) + (count == 0 ? "" : end));
    assertThat(TextLines.of(file).toList(0)).isEqualTo(lines);
    assertThat(TextLines.of(file).skip(count / 2).toList(7))
        .isEqualTo(lines.subList(count / 2, count));
  }
}
