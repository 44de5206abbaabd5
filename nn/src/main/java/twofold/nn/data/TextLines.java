package twofold.nn.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import twofold.nn.pipeline.Dataset;
import twofold.nn.pipeline.Elements;
import twofold.tensor.io.DataException;

/**
 * The lines of a text file, read while they are walked through: the file may be larger than memory.
 *
 * <p>UTF-8, gzipped if the name ends with {@code .gz}; lines end as on Unix or on Windows; empty
 * lines are lines. The file is opened anew for each epoch, and closed at its end.
 */
public final class TextLines {
  private TextLines() {}

  /**
   * @return lines; walking through them throws {@link DataException} if the file is missing or
   *     unsound
   */
  public static Dataset<String> of(Path file) {
    return epoch -> new Lines(file);
  }

  private static final class Lines implements Elements<String> {
    private final Path file;
    private final BufferedReader text;
    private boolean isAtEnd;

    Lines(Path file) {
      this.file = file;
      try {
        text = new BufferedReader(DataFiles.open(file));
      } catch (IOException e) {
        throw DataFiles.failure(file, e);
      }
    }

    @Override
    public String next() {
      if (isAtEnd) {
        return null;
      }
      try {
        String line = text.readLine();
        if (line == null) {
          close();
        }
        return line;
      } catch (IOException e) {
        close();
        throw DataFiles.failure(file, e);
      }
    }

    @Override
    public void close() {
      isAtEnd = true;
      try {
        text.close();
      } catch (IOException e) {
        throw DataFiles.failure(file, e);
      }
    }
  }
}
