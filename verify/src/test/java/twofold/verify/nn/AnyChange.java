package twofold.verify.nn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import twofold.verify.tensor.Draw;

/**
 * Something else at a random place of some JSON: another value, like the one that was there or not,
 * a value from another place, nothing, or one more.
 */
record AnyChange(Draw draw, JsonNode json) {

  JsonNode made() {
    JsonNode changed = json.deepCopy();
    List<JsonNode> open = new ArrayList<>();
    collect(changed, open);
    JsonNode at = open.get(draw.from(0, open.size() - 1));
    JsonNode other = other(open);
    if (at instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(draw.from(0, names.size() - 1));
      switch (draw.from(0, 7)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name + "2", other);
        default -> object.set(name, draw.chance(0.7) ? like(object.get(name), other) : other);
      }
    } else if (at instanceof ArrayNode array) {
      int place = draw.from(0, array.size());
      if (place < array.size() && draw.chance(0.3)) {
        array.remove(place);
      } else if (place < array.size() && draw.chance(0.5)) {
        array.set(place, other);
      } else {
        array.insert(place, other);
      }
    } else {
      return other;
    }
    return changed;
  }

  /** Of a number a number of its type, which may well be a sensible one. */
  private JsonNode like(JsonNode was, JsonNode other) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return was.isIntegralNumber()
        ? make.numberNode(was.intValue() + draw.from(-1, 1))
        : was.isNumber() ? make.numberNode(draw.random().nextDouble()) : other;
  }

  /** Objects and lists; at least the whole. */
  private static void collect(JsonNode node, List<JsonNode> into) {
    if (node.isContainerNode() || into.isEmpty()) {
      into.add(node);
    }
    node.forEach(part -> collect(part, into));
  }

  private JsonNode other(List<JsonNode> open) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (draw.from(0, 11)) {
      case 0 -> make.nullNode();
      case 1 -> make.booleanNode(draw.chance(0.5));
      case 2 -> make.numberNode(draw.from(-2, 5));
      case 3 -> make.numberNode(Integer.MAX_VALUE - draw.from(0, 2));
      case 4 -> make.numberNode(Long.MAX_VALUE);
      case 5 -> make.numberNode(1e300);
      case 6 -> make.numberNode(1.5);
      case 7 -> make.textNode("0.weights");
      case 8 -> make.textNode(draw.chance(0.5) ? "" : "flatten");
      case 9 -> make.arrayNode().add(draw.from(0, 3)).add(1 << 30);
      default -> open.get(draw.from(0, open.size() - 1)).deepCopy();
    };
  }
}
