package twofold.nn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.nn.data.LabelledImages;
import twofold.tensor.io.DataException;

/** Examples of {@code ImageFolder}. */
class ImageFolderTest {
  @TempDir Path folder;

  private static Picture plain(int channels, int height, int width, double value) {
    float[] values = new float[channels * height * width];
    Arrays.fill(values, (float) value);
    return Picture.of(channels, height, width, values);
  }

  private Path png(String name, Picture picture) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    PictureFile.writePng(folder.resolve(name), picture, 6);
    return folder.resolve(name);
  }

  /** Red, green and blue of different strength, so that the order of channels is seen. */
  private static Picture colours() {
    return Picture.of(3, 1, 2, 1, 0, 0.2f, 0.4f, 0, 1);
  }

  @Test
  void oneFolderForEachClass() throws IOException {
    png("rose/b.png", plain(1, 1, 2, 1));
    png("daisy/x.PNG", colours());
    png("rose/a.png", plain(1, 1, 2, 0.6));
    Files.writeString(folder.resolve("rose/notes.txt"), "not a picture");
    Files.writeString(folder.resolve("rose/.hidden.png"), "left by the system");
    Files.writeString(folder.resolve("readme.png"), "not in a folder of a class");
    ImageFolder flowers = ImageFolder.open(folder);
    assertThat(flowers.classes()).containsExactly("daisy", "rose");
    assertThat(flowers.files().stream().map(file -> file.getFileName().toString()))
        .containsExactly("x.PNG", "a.png", "b.png");
    LabelledImages images = flowers.read();
    assertThat(images).hasToString("3 images of 3 x 1 x 2 pixels in 2 classes");
    assertThat(images.labels()).containsExactly(0, 1, 1);
    byte[] first = new byte[6];
    images.copy(0, first, 0);
    assertThat(first).containsExactly(255, 0, 51, 102, 0, 255);
    assertThat(images.pixel(1, 2, 0, 1)).isEqualTo(153); // grey has the same of each colour
    assertThat(flowers.pictures().map(ImageFolder.Labelled::label).toList())
        .containsExactly(0, 1, 1);
  }

  @Test
  void greyStaysGreyAndJpegIsRead() throws IOException {
    png("a/1.png", plain(1, 8, 8, 0.5));
    PictureFile.writeJpeg(folder.resolve("a/2.JPEG"), plain(1, 8, 8, 0.5), 1);
    LabelledImages images = ImageFolder.open(folder).read();
    assertThat(images.channels()).isEqualTo(1);
    assertThat(images.pixel(1, 3, 3)).isBetween(126, 130);
  }

  @Test
  void differentSizesNeedAResize() throws IOException {
    Path one = png("a/1.png", plain(1, 4, 6, 1));
    Path other = png("b/2.png", plain(1, 5, 6, 1));
    fails(
        () -> ImageFolder.open(folder).read(),
        one + " is 4 x 6, but " + other + " is 5 x 6 (rows x columns); read them with a resize");
    LabelledImages images = ImageFolder.open(folder).read(p -> Resize.area(p, 2, 3));
    assertThat(images).hasToString("2 images of 2 x 3 pixels in 2 classes");
    assertThat(images.pixel(1, 1, 2)).isEqualTo(255);
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    fails(() -> ImageFolder.open(folder.resolve("no")), "no is not a folder");
    fails(() -> ImageFolder.open(folder), "has no folders, expected one for each class");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    fails(() -> ImageFolder.open(folder), empty + " has no pictures, expected .jpg");
    Files.delete(empty);
    Path sound = png("a/1.png", plain(1, 30, 30, 0.3));
    Path broken = folder.resolve("a/2.jpg");
    Files.write(broken, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3});
    fails(() -> ImageFolder.open(folder).read(), broken.toString());
    PictureFile.writeJpeg(broken, plain(3, 30, 30, 0.3), 0.9);
    byte[] bytes = Files.readAllBytes(broken);
    Files.write(broken, Arrays.copyOf(bytes, bytes.length / 2));
    fails(() -> ImageFolder.open(folder).read(), broken.toString());
    Files.write(sound, new byte[0]);
    fails(() -> ImageFolder.open(folder).read(), sound + " is not a picture: it is empty");
    Files.delete(sound);
    Files.createDirectory(sound);
    fails(() -> ImageFolder.open(folder).read(), sound + " is a folder, expected a picture");
    for (int i = 0; i < 257; i++) {
      Files.createDirectory(folder.resolve("c" + i));
    }
    fails(() -> ImageFolder.open(folder), "must have at most 256 folders, got 258");
  }

  private static void fails(Runnable reading, String saying) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(DataException.class)
        .hasMessageContaining(saying)
        .message()
        .doesNotContain("\n");
  }
}
