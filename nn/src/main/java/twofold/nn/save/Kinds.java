package twofold.nn.save;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The kinds that may stand at one place of a description: a closed list. A name that is not in it
 * is refused; no class is ever looked for by a name from a file.
 */
final class Kinds<T> implements Value<T> {
  /** Why something cannot be described. */
  static final String CODE = "it holds code, which no file does";

  private final String what;
  private final Supplier<List<Kind<? extends T>>> list;
  private final Map<Class<?>, String> without;
  private List<Kind<? extends T>> all;

  /**
   * @param what they are, for people
   * @param list asked for when it is needed: kinds may be made of each other
   * @param without types that have no kind, or not always, and why
   */
  Kinds(String what, Supplier<List<Kind<? extends T>>> list, Map<Class<?>, String> without) {
    this.what = what;
    this.list = list;
    this.without = without;
  }

  synchronized List<Kind<? extends T>> all() {
    if (all == null) {
      all = list.get();
    }
    return all;
  }

  /** Types that cannot be written, or not always, and why. */
  Map<Class<?>, String> without() {
    return without;
  }

  @Override
  public JsonNode write(T thing, Writing to) {
    for (Kind<? extends T> kind : all()) {
      if (kind.isKindOf(thing)) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put(Kind.KIND, kind.name());
        object.setAll(kind.writeAny(thing, to.deeper()));
        return object;
      }
    }
    boolean isLambda = thing.getClass().isSynthetic();
    String name = isLambda ? "a function" : thing.toString();
    String why =
        isLambda ? CODE : without.getOrDefault(thing.getClass(), "no file knows this class");
    throw to.wrong("is " + name + ", which cannot be saved: " + why);
  }

  @Override
  public T read(JsonNode json, Reading from) {
    JsonNode name = json.get(Kind.KIND);
    for (Kind<? extends T> kind : all()) {
      if (name != null && kind.name().equals(name.textValue())) {
        ((ObjectNode) json).remove(Kind.KIND); // what is left are the settings
        return kind.read(json, from.deeper());
      }
    }
    throw name == null
        ? from.expected(what + " with a kind", json)
        : from.at("." + Kind.KIND).expected(what, name);
  }
}
