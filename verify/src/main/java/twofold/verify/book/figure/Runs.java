package twofold.verify.book.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code ./twofold bench --json FILE} has recorded. */
final class Runs {
  private Runs() {}

  /** The rows of a run. */
  static List<JsonNode> rows(Path runs, String file) {
    JsonNode rows = read(runs, file).path("rows");
    if (!rows.isArray() || rows.isEmpty()) {
      throw new IllegalArgumentException(runs.resolve(file) + " has no rows");
    }
    List<JsonNode> list = new ArrayList<>();
    rows.forEach(list::add);
    return list;
  }

  /** What the gpu device of a run really was: OpenCL on the CPU is not to be called a GPU. */
  static String openCl(Path runs, String file) {
    String detail = read(runs, file).path("device").path("gpu").asText();
    return detail.startsWith("OpenCL on the CPU") ? "OpenCL on the CPU" : "gpu";
  }

  /** All that a file says. */
  static JsonNode read(Path runs, String file) {
    Path run = runs.resolve(file);
    if (!Files.isRegularFile(run)) {
      throw new IllegalArgumentException("no recorded run " + run);
    }
    try {
      return new ObjectMapper().readTree(run.toFile());
    } catch (IOException e) {
      throw new IllegalArgumentException(run + " cannot be read: " + e, e);
    }
  }

  /** A field of a row, which must be there. */
  static JsonNode field(JsonNode row, String name) {
    JsonNode field = row.get(name);
    if (field == null) {
      throw new IllegalArgumentException("a row needs " + name + ", got " + row);
    }
    return field;
  }
}
