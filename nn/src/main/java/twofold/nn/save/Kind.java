package twofold.nn.save;

import static twofold.nn.save.Value.NUMBER;
import static twofold.nn.save.Value.PARAMETER;
import static twofold.nn.save.Value.WHOLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import twofold.tensor.Parameter;

/**
 * One kind of thing that a description may hold: its name there, its settings, and how it is made
 * of them.
 *
 * <pre>
 *   Kind.of("dropout", Dropout.class, number("rate", Dropout::rate), Dropout::new)
 *
 *   {"kind": "dropout", "rate": 0.5}
 * </pre>
 *
 * The compiler sees to it that what is written is what the constructor takes. The names in the file
 * are the texts here, not those of the classes: code may be renamed, files stay readable.
 *
 * @param name in descriptions
 * @param type of the things
 * @param fields their settings, in the order of the constructor
 * @param recognise whether a thing of the type is of this kind
 * @param make builds one of what is read
 */
public record Kind<T>(
    String name,
    Class<T> type,
    List<Field<T, ?>> fields,
    Predicate<T> recognise,
    Function<Settings, T> make)
    implements Value<T> {

  /** What says of which kind an object is, where there are several. */
  static final String KIND = "kind";

  /**
   * One setting.
   *
   * @param name in descriptions
   * @param value how it stands there
   * @param of what it is, of a thing
   */
  public record Field<T, V>(String name, Value<V> value, Function<T, V> of) {

    JsonNode write(T thing, Writing to) {
      return value.write(of.apply(thing), to.at("." + name));
    }

    V read(Settings from) {
      return value.read(from.json.get(name), from.reading.at("." + name));
    }

    <U> Field<U, V> from(Function<U, T> there) {
      return new Field<>(name, value, thing -> of.apply(there.apply(thing)));
    }
  }

  /** An object, as settings are read from it. */
  record Settings(JsonNode json, Reading reading) {}

  /** A thing without settings. */
  public static <T> Kind<T> of(String name, Class<T> type, Supplier<T> make) {
    return new Kind<>(name, type, List.of(), thing -> true, in -> make.get());
  }

  /** A thing of one setting. */
  public static <T, A> Kind<T> of(String name, Class<T> type, Field<T, A> a, Function<A, T> make) {
    return new Kind<>(name, type, List.of(a), thing -> true, in -> make.apply(a.read(in)));
  }

  /** A thing of two settings. */
  public static <T, A, B> Kind<T> of(
      String name, Class<T> type, Field<T, A> a, Field<T, B> b, BiFunction<A, B, T> make) {
    return new Kind<>(
        name, type, List.of(a, b), thing -> true, in -> make.apply(a.read(in), b.read(in)));
  }

  /** Makes a thing of three settings. */
  public interface Of3<A, B, C, T> {
    T apply(A a, B b, C c);
  }

  /** A thing of three settings. */
  public static <T, A, B, C> Kind<T> of(
      String name,
      Class<T> type,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Of3<A, B, C, T> make) {
    return new Kind<>(
        name,
        type,
        List.of(a, b, c),
        thing -> true,
        in -> make.apply(a.read(in), b.read(in), c.read(in)));
  }

  /** Makes a thing of four settings. */
  public interface Of4<A, B, C, D, T> {
    T apply(A a, B b, C c, D d);
  }

  /** A thing of four settings. */
  public static <T, A, B, C, D> Kind<T> of(
      String name,
      Class<T> type,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Of4<A, B, C, D, T> make) {
    return new Kind<>(
        name,
        type,
        List.of(a, b, c, d),
        thing -> true,
        in -> make.apply(a.read(in), b.read(in), c.read(in), d.read(in)));
  }

  /** Makes a thing of five settings. */
  public interface Of5<A, B, C, D, E, T> {
    T apply(A a, B b, C c, D d, E e);
  }

  /** A thing of five settings. */
  public static <T, A, B, C, D, E> Kind<T> of(
      String name,
      Class<T> type,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Field<T, E> e,
      Of5<A, B, C, D, E, T> make) {
    return new Kind<>(
        name,
        type,
        List.of(a, b, c, d, e),
        thing -> true,
        in -> make.apply(a.read(in), b.read(in), c.read(in), d.read(in), e.read(in)));
  }

  /** Makes a thing of six settings. */
  public interface Of6<A, B, C, D, E, F, T> {
    T apply(A a, B b, C c, D d, E e, F f);
  }

  /** A thing of six settings. */
  public static <T, A, B, C, D, E, F> Kind<T> of(
      String name,
      Class<T> type,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Field<T, E> e,
      Field<T, F> f,
      Of6<A, B, C, D, E, F, T> make) {
    return new Kind<>(
        name,
        type,
        List.of(a, b, c, d, e, f),
        thing -> true,
        in -> make.apply(a.read(in), b.read(in), c.read(in), d.read(in), e.read(in), f.read(in)));
  }

  /** Makes a thing of seven settings. */
  public interface Of7<A, B, C, D, E, F, G, T> {
    T apply(A a, B b, C c, D d, E e, F f, G g);
  }

  /** A thing of seven settings. */
  public static <T, A, B, C, D, E, F, G> Kind<T> of(
      String name,
      Class<T> type,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Field<T, E> e,
      Field<T, F> f,
      Field<T, G> g,
      Of7<A, B, C, D, E, F, G, T> make) {
    return new Kind<>(
        name,
        type,
        List.of(a, b, c, d, e, f, g),
        thing -> true,
        in ->
            make.apply(
                a.read(in),
                b.read(in),
                c.read(in),
                d.read(in),
                e.read(in),
                f.read(in),
                g.read(in)));
  }

  /** Makes a thing of eight settings. */
  public interface Of8<A, B, C, D, E, F, G, H, T> {
    T apply(A a, B b, C c, D d, E e, F f, G g, H h);
  }

  /** A thing of eight settings. */
  public static <T, A, B, C, D, E, F, G, H> Kind<T> of(
      String name,
      Class<T> type,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Field<T, E> e,
      Field<T, F> f,
      Field<T, G> g,
      Field<T, H> h,
      Of8<A, B, C, D, E, F, G, H, T> make) {
    return new Kind<>(
        name,
        type,
        List.of(a, b, c, d, e, f, g, h),
        thing -> true,
        in ->
            make.apply(
                a.read(in),
                b.read(in),
                c.read(in),
                d.read(in),
                e.read(in),
                f.read(in),
                g.read(in),
                h.read(in)));
  }

  /** A setting that is a number. */
  public static <T> Field<T, Double> number(String name, Function<T, Double> of) {
    return new Field<>(name, NUMBER, of);
  }

  /** A setting that is a whole number. */
  public static <T> Field<T, Integer> whole(String name, Function<T, Integer> of) {
    return new Field<>(name, WHOLE, of);
  }

  /** A setting that is a place for numbers. */
  public static <T> Field<T, Parameter> tensor(String name, Function<T, Parameter> of) {
    return new Field<>(name, PARAMETER, of);
  }

  /** Any setting. */
  public static <T, V> Field<T, V> field(String name, Value<V> value, Function<T, V> of) {
    return new Field<>(name, value, of);
  }

  /** A thing that is written as the options it was made of. */
  static <T, U> Kind<T> of(
      String name, Class<T> type, Kind<U> options, Function<T, U> there, Function<U, T> back) {
    List<Field<T, ?>> fields =
        options.fields.stream().<Field<T, ?>>map(field -> field.from(there)).toList();
    return new Kind<>(
        name,
        type,
        fields,
        thing -> there.apply(thing) != null,
        in -> back.apply(options.make.apply(in)));
  }

  /** Only those things of the type. */
  Kind<T> where(Predicate<T> condition) {
    return new Kind<>(name, type, fields, condition, make);
  }

  boolean isKindOf(Object thing) {
    return type.isInstance(thing) && recognise.test(type.cast(thing));
  }

  ObjectNode writeAny(Object thing, Writing to) {
    return write(type.cast(thing), to);
  }

  @Override
  public ObjectNode write(T thing, Writing to) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Field<T, ?> field : fields) {
      object.set(field.name, field.write(thing, to));
    }
    return object;
  }

  /** Of an object that has these settings and no others. */
  @Override
  public T read(JsonNode json, Reading from) {
    if (!json.isObject()) {
      throw from.expected("an object", json);
    }
    Set<String> wanted = new LinkedHashSet<>();
    fields.forEach(field -> wanted.add(field.name));
    Set<String> got = new LinkedHashSet<>();
    json.fieldNames().forEachRemaining(got::add);
    if (!got.equals(wanted)) {
      throw from.wrong("should have " + wanted + ", got " + Reading.shortened(got.toString()));
    }
    return from.made(() -> make.apply(new Settings(json, from)));
  }
}
