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
    Path run = runs.resolve(file);
    if (!Files.isRegularFile(run)) {
      throw new IllegalArgumentException("no recorded run " + run);
    }
    try {
      JsonNode json = new ObjectMapper().readTree(run.toFile());
      JsonNode rows = json.path("rows");
      if (!rows.isArray() || rows.isEmpty()) {
        throw new IllegalArgumentException(run + " has no rows");
      }
      List<JsonNode> list = new ArrayList<>();
      rows.forEach(list::add);
      return list;
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
