package twofold.nn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.data.StrokeDigits;
import twofold.tensor.io.DataException;

/** Examples of {@code PictureFile} and {@code Awt}. */
class PictureFileTest {
  @TempDir Path folder;

  /** Smooth, with an edge: what photographs are like. */
  private static Picture photo(int channels, int height, int width) {
    float[] values = new float[channels * height * width];
    for (int i = 0; i < values.length; i++) {
      int r = i / width % height;
      int c = i % width;
      int k = i / (height * width);
      values[i] = (float) (0.4 + 0.3 * Math.sin(0.2 * r + k) + (c > width / 2 ? 0.2 : 0));
    }
    return Picture.of(channels, height, width, values);
  }

  private static Picture noise(int channels, int height, int width) {
    var random = RandomStreams.of(1);
    return photo(channels, height, width).map(x -> random.nextInt(256) / 255f);
  }

  /** Root mean square difference in units of 1/255. */
  private static double difference(Picture one, Picture other) {
    assertThat(other.size()).isEqualTo(one.size());
    double sum = 0;
    for (int i = 0; i < one.size(); i++) {
      sum += Math.pow(255 * (one.values()[i] - other.values()[i]), 2);
    }
    return Math.sqrt(sum / one.size());
  }

  @Test
  void pngKeepsEveryNumber() throws IOException {
    long before = Long.MAX_VALUE;
    for (int level = 0; level <= 9; level += 3) {
      for (int channels : new int[] {1, 3}) {
        Path file = folder.resolve("level" + level + "." + channels + ".png");
        Picture picture = noise(channels, 13, 22);
        PictureFile.writePng(file, picture, level);
        assertThat(PictureFile.read(file)).isEqualTo(picture);
      }
      Path photo = folder.resolve("photo" + level + ".png");
      PictureFile.writePng(photo, photo(3, 64, 64), level);
      assertThat(Files.size(photo)).isLessThanOrEqualTo(before);
      before = Files.size(photo);
    }
    assertThat(before).isLessThan(64 * 64 * 3 / 4); // whereas level 0 only wraps
  }

  /**
   * At quality 1 every coefficient of the cosine transform of an 8 × 8 block is rounded to a whole
   * number: an error of ½·8 in length at most, which the transform keeps, so ½ per pixel in root
   * mean square; rounding the pixel adds ½, the decoder's whole-number arithmetic 1 on either side.
   */
  @Test
  void jpegIsSimilarAndSmaller() throws IOException {
    Picture picture = photo(1, 64, 64);
    double[] differences = new double[5];
    long[] sizes = new long[5];
    for (int i = 0; i < 5; i++) {
      Path file = folder.resolve(i + ".jpg");
      PictureFile.writeJpeg(file, picture, i / 4.0);
      differences[i] = difference(picture, PictureFile.read(file));
      sizes[i] = Files.size(file);
    }
    assertThat(differences[4]).isLessThan(3);
    for (int i = 1; i < 5; i++) {
      assertThat(sizes[i]).isGreaterThan(sizes[i - 1]);
      assertThat(differences[i]).isLessThan(differences[i - 1]);
    }
    Path colour = folder.resolve("colour.jpg");
    PictureFile.writeJpeg(colour, photo(3, 64, 64), 1);
    assertThat(PictureFile.read(colour).channels()).isEqualTo(3);
    assertThat(difference(photo(3, 64, 64), PictureFile.read(colour))).isLessThan(20);
  }

  @Test
  void valuesOutsideAreCutOff() {
    Path file = folder.resolve("x.png");
    PictureFile.writePng(file, Picture.of(1, 1, 4, -3, 0.5f, 7, 0.999f), 9);
    assertThat(PictureFile.read(file).values()).containsExactly(0, 128 / 255f, 1, 1);
  }

  /** What grey PNGs hold is what is read: of 1 bit, of 8, of 16, and from a palette of greys. */
  @Test
  void greyOfEveryKind() throws IOException {
    var deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(1, 0, 0, 12345);
    assertThat(written(deep).values()).containsExactly(0, 12345 / 65535f);

    var bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    bits.getRaster().setSample(1, 0, 0, 1);
    assertThat(written(bits).values()).containsExactly(0, 1);

    byte[] greys = {0, 100, (byte) 200};
    var palette = new IndexColorModel(2, 3, greys, greys, greys);
    var indexed = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    for (int i = 0; i < 3; i++) {
      indexed.getRaster().setSample(i, 0, 0, i);
    }
    assertThat(written(indexed).values()).containsExactly(0, 100 / 255f, 200 / 255f);

    var eight = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    eight.getRaster().setSample(0, 0, 0, 100);
    assertThat(written(eight).values()).containsExactly(100 / 255f); // and not brightened
  }

  @Test
  void theTransparentLiesOnWhite() throws IOException {
    var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00000000);
    image.setRGB(1, 0, 0xff336699);
    image.setRGB(2, 0, 0x80000000);
    Picture read = written(image);
    assertThat(read.channels()).isEqualTo(3);
    assertThat(read.at(0, 0, 0)).isEqualTo(1);
    assertThat(read.at(0, 0, 1)).isEqualTo(0x33 / 255f);
    assertThat(read.at(1, 0, 1)).isEqualTo(0x66 / 255f);
    assertThat(read.at(2, 0, 1)).isEqualTo(0x99 / 255f);
    assertThat(read.at(0, 0, 2)).isCloseTo(127 / 255f, within(1e-6f));
  }

  private Picture written(BufferedImage image) throws IOException {
    File file = folder.resolve("java.png").toFile();
    assertThat(ImageIO.write(image, "png", file)).isTrue();
    return PictureFile.read(file.toPath());
  }

  @Test
  void notAPicture() throws IOException {
    fails("missing.png", null, "does not exist");
    fails("empty.png", new byte[0], "is not a picture: it is empty");
    fails("text.png", "hello".getBytes(StandardCharsets.UTF_8), "is not a picture: it begins like");
    Files.createDirectory(folder.resolve("folder"));
    fails("folder", null, "is a folder, expected a picture");
  }

  /** Every beginning of a file is refused in one line, whatever the decoder says to it. */
  @Test
  void truncated() throws IOException {
    for (String name : new String[] {"whole.png", "whole.jpg"}) {
      Path whole = folder.resolve(name);
      Picture picture = noise(3, 9, 10);
      if (name.endsWith("png")) {
        PictureFile.writePng(whole, picture, 6);
      } else {
        PictureFile.writeJpeg(whole, picture, 0.8);
      }
      byte[] bytes = Files.readAllBytes(whole);
      for (int n = 0; n < bytes.length; n++) {
        fails("cut", Arrays.copyOf(bytes, n), "");
      }
    }
  }

  /** Each bit of a PNG is guarded by a checksum or by the frame; of a JPEG no bit makes a crash. */
  @Test
  void brokenBits() throws IOException {
    Path png = folder.resolve("sound.png");
    PictureFile.writePng(png, noise(1, 5, 6), 6);
    byte[] bytes = Files.readAllBytes(png);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      fails("broken.png", flipped(bytes, bit), "");
    }
    Path jpeg = folder.resolve("sound.jpg");
    PictureFile.writeJpeg(jpeg, noise(1, 5, 6), 0.8);
    bytes = Files.readAllBytes(jpeg);
    Path broken = folder.resolve("broken.jpg");
    for (int bit = 0; bit < 8 * bytes.length; bit += 3) {
      Files.write(broken, flipped(bytes, bit));
      try {
        PictureFile.read(broken);
      } catch (DataException e) {
        assertThat(e.getMessage()).startsWith(broken.toString()).doesNotContain("\n");
      }
    }
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] other = bytes.clone();
    other[bit / 8] ^= (byte) (1 << bit % 8);
    return other;
  }

  /** A hundred bytes that declare a picture of 2³¹ − 1 by 2³¹ − 1 pixels. */
  @Test
  void tooLargeIsKnownBeforeItIsDecoded() throws IOException {
    Path small = folder.resolve("small.png");
    PictureFile.writePng(small, noise(1, 5, 6), 6);
    byte[] bytes = Files.readAllBytes(small);
    ByteBuffer header = ByteBuffer.wrap(bytes);
    header.putInt(16, Integer.MAX_VALUE).putInt(20, Integer.MAX_VALUE);
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 17);
    header.putInt(29, (int) crc.getValue());
    fails("huge.png", bytes, "is too large: 2147483647 x 2147483647 pixels, at most 64000000");
    assertThatThrownBy(() -> PictureFile.read(small, 29))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("is too large: 6 x 5 pixels, at most 29 are read");
    assertThat(PictureFile.read(small, 30).width()).isEqualTo(6);
  }

  private void fails(String name, byte[] content, String message) throws IOException {
    Path file = folder.resolve(name);
    if (content != null) {
      Files.write(file, content);
    }
    assertThatThrownBy(() -> PictureFile.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + " " + message)
        .hasMessageNotContainingAny("\n", "\r");
  }

  @Test
  void writingIsAllOrNothing() throws IOException {
    Path file = folder.resolve("kept.png");
    PictureFile.writePng(file, noise(1, 2, 2), 6);
    byte[] before = Files.readAllBytes(file);
    Picture bad = Picture.of(1, 1, 1, Float.NaN);
    assertThatThrownBy(() -> PictureFile.writePng(file, bad, 6))
        .hasMessage("a picture must consist of numbers, got NaN at 0");
    assertThatThrownBy(() -> PictureFile.writeJpeg(file, Picture.of(2, 1, 1, 0, 0), 1))
        .hasMessage(
            "1 or 3 channels can be shown, got picture of 2 x 1 x 1 (channels x height x width)");
    assertThatThrownBy(() -> PictureFile.writePng(file, noise(1, 2, 2), 10))
        .hasMessage("level must be from 0 to 9, got 10");
    assertThatThrownBy(() -> PictureFile.writeJpeg(file, noise(1, 2, 2), 1.1))
        .hasMessage("quality must be from 0 to 1, got 1.1");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    Path nowhere = folder.resolve("no").resolve("x.png");
    assertThatThrownBy(() -> PictureFile.writePng(nowhere, noise(1, 2, 2), 6))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(nowhere + " cannot be written: there is no folder");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void throughLabelledImages() {
    var digits = StrokeDigits.draw(3, 1);
    Picture picture = Picture.of(digits, 2);
    byte[] pixels = new byte[784];
    digits.copy(2, pixels, 0);
    assertThat(picture.bytes()).isEqualTo(pixels);
  }
}
