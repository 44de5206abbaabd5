package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import twofold.tensor.io.DataException;

/** Small files for tests of readers, and how a reader fails: in one line. */
final class TextsOnDisk {
  private TextsOnDisk() {}

  /** Gzipped if the name ends with .gz. */
  static Path write(Path file, String text) {
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts a file off after this part of its bytes. */
  static void cut(Path file, double part) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) (part * bytes.length)));
  }

  static void fails(ThrowingCallable reading, String... saying) {
    assertThatThrownBy(reading)
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(saying)
        .message()
        .doesNotContain("\n");
  }
}
