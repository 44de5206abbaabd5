package twofold.nn.save;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Network;

/**
 * The kinds that may stand at one place of a description: a closed list. A name that is not in it
 * is refused; no class is ever looked for by a name from a file. What modules bring along is in it
 * from the beginning: those on the class path, {@link Provider}.
 */
public final class Kinds<T> implements Value<T> {
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
  public Kinds(String what, Supplier<List<Kind<? extends T>>> list, Map<Class<?>, String> without) {
    this.what = what;
    this.list = list;
    this.without = without;
  }

  /**
   * How a module brings kinds along: a service of this type. The class path says which there are,
   * never a file.
   */
  public interface Provider {
    /** Networks with one input and one output: they may stand wherever a layer does. */
    List<Kind<? extends Layer>> layers();

    /** Other networks: a file may be of one. */
    List<Kind<? extends Network>> networks();

    /** What these are made of and is no layer, recurrent cells say. */
    List<Kinds<?>> parts();
  }

  /** Those on the class path; found when they are asked for first. */
  private static final class Provided {
    static final List<Provider> ALL =
        ServiceLoader.load(Provider.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  static List<Provider> provided() {
    return Provided.ALL;
  }

  synchronized List<Kind<? extends T>> all() {
    if (all == null) {
      List<Kind<? extends T>> asked = List.copyOf(list.get());
      Set<String> names = new HashSet<>();
      for (Kind<? extends T> kind : asked) {
        if (!names.add(kind.name())) {
          throw new IllegalStateException(
              "each kind needs a name of its own, got '" + kind.name() + "' twice");
        }
      }
      all = asked;
    }
    return all;
  }

  /** Where only some of them may stand: those of a type. */
  public <S extends T> Value<S> only(Class<S> some) {
    Kinds<T> any = this;
    return new Value<>() {
      @Override
      public JsonNode write(S thing, Writing to) {
        return any.write(thing, to);
      }

      @Override
      public S read(JsonNode json, Reading from) {
        T thing = any.read(json, from);
        if (!some.isInstance(thing)) {
          throw from.wrong(
              "should be " + some.getSimpleName() + ", got " + Reading.shortened(thing.toString()));
        }
        return some.cast(thing);
      }
    };
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
