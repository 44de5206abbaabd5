package twofold.verify.book;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to one value of a recorded run: a JSON pointer (RFC 6901) in which a step may also be a
 * condition, as rows are better found by what they hold than by where they stand.
 *
 * <pre>
 *   /rows/3/median                         the fourth row
 *   /rows/[path=gpu,size=1024]/median      the one row with these fields
 * </pre>
 */
record Pointer(String text) {
  private static final Pattern STEP = Pattern.compile("/?\\[([^\\]]*)\\]|/([^/\\[]*)");

  /**
   * @throws IllegalArgumentException with one line that says which step leads nowhere
   */
  JsonNode in(JsonNode root) {
    JsonNode node = root;
    Matcher step = STEP.matcher(text);
    int end = 0;
    while (step.lookingAt()) {
      node = step.group(1) != null ? row(node, step.group(1)) : child(node, step.group());
      end = step.end();
      step.region(end, text.length());
    }
    if (end != text.length() || text.isEmpty()) {
      throw new IllegalArgumentException(
          "pointer must be of steps /name and [name=value], got " + text);
    }
    return node;
  }

  private JsonNode child(JsonNode node, String step) {
    JsonNode child = node.at(JsonPointer.compile(step));
    if (child.isMissingNode()) {
      throw new IllegalArgumentException("pointer " + text + " leads nowhere: no " + step);
    }
    return child;
  }

  private JsonNode row(JsonNode rows, String conditions) {
    if (!rows.isArray()) {
      throw new IllegalArgumentException(
          "pointer " + text + ": [" + conditions + "] needs a list of rows");
    }
    List<JsonNode> found = new ArrayList<>();
    rows.forEach(
        row -> {
          if (matches(row, conditions)) {
            found.add(row);
          }
        });
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "pointer " + text + ": [" + conditions + "] must fit one row, fits " + found.size());
    }
    return found.get(0);
  }

  private boolean matches(JsonNode row, String conditions) {
    for (String condition : conditions.split(",")) {
      String[] sides = condition.split("=", 2);
      if (sides.length != 2) {
        throw new IllegalArgumentException(
            "pointer " + text + ": condition must be name=value, got " + condition);
      }
      JsonNode field = row.get(sides[0].strip());
      if (field == null || !field.asText().equals(sides[1].strip())) {
        return false;
      }
    }
    return true;
  }
}
