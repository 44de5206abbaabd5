package twofold.verify.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Files;
import java.nio.file.Path;
import twofold.tensor.io.DataException;
import twofold.tensor.io.WholeFile;

/** The file that {@code --json} names. */
public final class JsonFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonFile() {}

  /**
   * Whether something can go there is better known before the work than after; null asks nothing.
   */
  public static void requireWritable(String option, Path file) {
    if (file != null) {
      Path folder = file.toAbsolutePath().getParent();
      if (Files.isDirectory(file) || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw new DataException(
            option + " " + file + " cannot be written: no such folder, or no right to");
      }
    }
  }

  /** Writes maps, lists, words and numbers; does nothing if there is no file. */
  public static void write(Path file, Object content) {
    if (file != null) {
      try {
        byte[] json = MAPPER.writeValueAsBytes(content);
        WholeFile.write(file, out -> out.write(json));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e); // maps of words and numbers always convert
      }
    }
  }
}
