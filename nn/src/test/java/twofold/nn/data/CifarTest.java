package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.nn.data.TextsOnDisk.fails;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of {@code Cifar}. */
class CifarTest {
  @TempDir Path folder;

  /** Records whose labels are given; pixel j of each is j modulo 251. */
  private Path write(String name, byte[]... labels) throws IOException {
    int size = labels[0].length + 3072;
    byte[] bytes = new byte[labels.length * size];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(labels[i], 0, bytes, i * size, labels[i].length);
      for (int j = 0; j < 3072; j++) {
        bytes[i * size + labels[i].length + j] = (byte) (j % 251);
      }
    }
    return Files.write(folder.resolve(name), bytes);
  }

  private void tenFiles() throws IOException {
    for (int batch = 1; batch <= 5; batch++) {
      write("data_batch_" + batch + ".bin", new byte[] {(byte) batch}, new byte[] {0});
    }
    write("test_batch.bin", new byte[] {9});
  }

  @Test
  void fiveBatchesAndATest() throws IOException {
    tenFiles();
    Cifar cifar = Cifar.read10(folder);
    assertThat(cifar.train()).hasToString("10 images of 3 x 32 x 32 pixels in 10 classes");
    assertThat(cifar.train().labels()).containsExactly(1, 0, 2, 0, 3, 0, 4, 0, 5, 0);
    assertThat(cifar.train().pixel(7, 1, 2, 3)).isEqualTo((1024 + 2 * 32 + 3) % 251);
    assertThat(cifar.test().label(0)).isEqualTo(9);
    Path inner = Files.createDirectory(folder.resolve("cifar-10-batches-bin"));
    fails(() -> Cifar.read10(folder), inner.toString(), "data_batch_1.bin does not exist");
  }

  @Test
  void groupsAndClasses() throws IOException {
    write("train.bin", new byte[] {19, 99}, new byte[] {3, 4});
    write("test.bin", new byte[] {0, 7});
    assertThat(Cifar.read100(folder, Cifar.Label.CLASS).train().labels()).containsExactly(99, 4);
    Cifar groups = Cifar.read100(folder, Cifar.Label.GROUP);
    assertThat(groups.train().labels()).containsExactly(19, 3);
    assertThat(groups.test().classes()).isEqualTo(20);
    assertThat(groups.test().pixel(0, 2, 31, 31)).isEqualTo(3071 % 251);
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    tenFiles();
    Path file = write("data_batch_3.bin", new byte[] {1}, new byte[] {10});
    fails(
        () -> Cifar.read10(folder),
        "data_batch_3.bin must have labels 0 to 9, got 10 at byte 3073");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 4000));
    fails(
        () -> Cifar.read10(folder),
        "data_batch_3.bin is truncated or no file of CIFAR pictures",
        "expected a multiple of 3073 bytes, got 4000");
    Files.write(file, new byte[0]);
    fails(() -> Cifar.read10(folder), "data_batch_3.bin is empty");
    write("train.bin", new byte[] {20, 5});
    write("test.bin", new byte[] {0, 5});
    fails(
        () -> Cifar.read100(folder, Cifar.Label.CLASS),
        "train.bin must have labels 0 to 19, got 20 at byte 0");
  }
}
