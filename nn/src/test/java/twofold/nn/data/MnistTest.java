package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.tensor.io.DataException;

/** Examples of {@code Mnist}, on drawn digits in MNIST's clothes. */
class MnistTest {

  @TempDir Path folder;

  @BeforeEach
  void fourFiles() {
    save(StrokeDigits.draw(20, 1), "train", ".gz");
    save(StrokeDigits.draw(10, 2), "t10k", "");
  }

  @Test
  void readsWhatWasWritten() {
    Mnist mnist = Mnist.read(folder);
    LabelledImages drawn = StrokeDigits.draw(20, 1);
    assertThat(mnist.train().labels()).isEqualTo(drawn.labels());
    assertThat(mnist.train().pixel(19, 14, 14)).isEqualTo(drawn.pixel(19, 14, 14));
    assertThat(mnist.test()).hasToString("10 images of 28 x 28 pixels in 10 classes");
  }

  @Test
  void aFolderNamedMnistComesFirst() throws IOException {
    Path outer = folder.resolve("outer");
    Files.createDirectories(outer);
    fails(outer, "train-images-idx3-ubyte does not exist");
    Path inner = Files.createDirectory(outer.resolve("mnist"));
    fails(outer, "mnist", "train-images-idx3-ubyte does not exist");
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, inner.resolve(file.getFileName()));
      }
    }
    assertThat(Mnist.read(outer).train().count()).isEqualTo(20);
  }

  @Test
  void noFolder() {
    fails(folder.resolve("nowhere"), "is not a folder");
  }

  @Test
  void countsMustAgree() {
    Idx.ofBytes(new byte[9], 9).write(folder.resolve("t10k-labels-idx1-ubyte"));
    fails(folder, "has 9 labels, but", "has 10 images");
  }

  @Test
  void labelsAreDigits() {
    byte[] labels = new byte[10];
    labels[7] = (byte) 200;
    Idx.ofBytes(labels, 10).write(folder.resolve("t10k-labels-idx1-ubyte"));
    fails(folder, "t10k-labels-idx1-ubyte must have labels 0 to 9, got 200 at 7");
  }

  @Test
  void shapesAreFixed() {
    Idx.ofBytes(new byte[10], 5, 2).write(folder.resolve("t10k-labels-idx1-ubyte"));
    fails(folder, "t10k-labels-idx1-ubyte must have shape (count), got (5, 2)");
    Idx.ofBytes(new byte[10], 10).write(folder.resolve("t10k-labels-idx1-ubyte"));

    Idx.ofBytes(new byte[10 * 27 * 28], 10, 27, 28).write(folder.resolve("t10k-images-idx3-ubyte"));
    fails(folder, "must have shape (count, 28, 28), got (10, 27, 28)");
    Idx.ofBytes(new byte[10 * 784], 10, 784).write(folder.resolve("t10k-images-idx3-ubyte"));
    fails(folder, "must have shape (count, 28, 28), got (10, 784)");
  }

  @Test
  void onlyUnsignedBytes() throws IOException {
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), new byte[] {0, 0, 9, 1, 0, 0, 0, 1, 5});
    fails(folder, "must hold UNSIGNED_BYTE, got BYTE");
  }

  private void save(LabelledImages data, String part, String ending) {
    byte[] pixels = new byte[data.count() * data.size()];
    byte[] labels = new byte[data.count()];
    for (int i = 0; i < data.count(); i++) {
      data.copy(i, pixels, i * data.size());
      labels[i] = (byte) data.label(i);
    }
    Idx.ofBytes(pixels, data.count(), data.rows(), data.columns())
        .write(folder.resolve(part + "-images-idx3-ubyte" + ending));
    Idx.ofBytes(labels, data.count()).write(folder.resolve(part + "-labels-idx1-ubyte" + ending));
  }

  private static void fails(Path folder, String... saying) {
    assertThatThrownBy(() -> Mnist.read(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(saying);
  }
}
