package twofold.nn.save;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import twofold.tensor.Parameter;

/**
 * How something stands in a description, and how it is read from there: each undoes the other.
 *
 * <p>Other modules put the values here together, and make no new ones: what a description can hold
 * is settled in this package.
 */
public interface Value<V> {

  /**
   * @throws IllegalArgumentException if it cannot be written
   */
  JsonNode write(V value, Writing to);

  /**
   * @throws twofold.tensor.io.DataException if something else stands there
   */
  V read(JsonNode json, Reading from);

  /** A number that JSON has: NaN and infinities are none. All digits are written, none is lost. */
  Value<Double> NUMBER =
      plain(
          "a finite number",
          number -> Double.isFinite(number) ? DoubleNode.valueOf(number) : null,
          json ->
              json.isNumber() && Double.isFinite(json.doubleValue()) ? json.doubleValue() : null);

  /** A whole number. */
  Value<Integer> WHOLE =
      plain(
          "a whole number of 32 bits",
          IntNode::valueOf,
          json -> json.isIntegralNumber() && json.canConvertToInt() ? json.intValue() : null);

  /** A whole number that may be large: a count of steps. */
  Value<Long> LARGE =
      plain(
          "a whole number of 64 bits",
          LongNode::valueOf,
          json -> json.isIntegralNumber() && json.canConvertToLong() ? json.longValue() : null);

  /** True or false. */
  Value<Boolean> FLAG =
      plain(
          "true or false",
          BooleanNode::valueOf,
          json -> json.isBoolean() ? json.asBoolean() : null);

  /** A text. */
  Value<String> TEXT =
      plain("a text", TextNode::valueOf, json -> json.isTextual() ? json.textValue() : null);

  /** One of some constants, by its text. */
  static <E extends Enum<E>> Value<E> choice(Class<E> constants) {
    return plain(
        "one of " + List.of(constants.getEnumConstants()),
        constant -> TextNode.valueOf(constant.toString()),
        json -> {
          for (E constant : constants.getEnumConstants()) {
            if (constant.toString().equals(json.textValue())) {
              return constant;
            }
          }
          return null;
        });
  }

  /** What needs neither names nor other tensors; null stands for what cannot be. */
  private static <V> Value<V> plain(
      String wanted, Function<V, JsonNode> write, Function<JsonNode, V> read) {
    return new Value<>() {
      @Override
      public JsonNode write(V value, Writing to) {
        JsonNode json = write.apply(value);
        if (json == null) {
          throw to.wrong("needs " + wanted + " to be saved, got " + value);
        }
        return json;
      }

      @Override
      public V read(JsonNode json, Reading from) {
        V value = read.apply(json);
        if (value == null) {
          throw from.expected(wanted, json);
        }
        return value;
      }
    };
  }

  /** A place for numbers, by the name of its tensor: two of one name are one place. */
  Value<Parameter> PARAMETER =
      new Value<>() {
        @Override
        public JsonNode write(Parameter parameter, Writing to) {
          return TextNode.valueOf(to.nameOf(parameter));
        }

        @Override
        public Parameter read(JsonNode json, Reading from) {
          return from.parameter(TEXT.read(json, from));
        }
      };

  /** What may be missing: then it is null. */
  static <V> Value<Optional<V>> optional(Value<V> value) {
    return new Value<>() {
      @Override
      public JsonNode write(Optional<V> some, Writing to) {
        return some.map(v -> value.write(v, to)).orElse(NullNode.getInstance());
      }

      @Override
      public Optional<V> read(JsonNode json, Reading from) {
        return json.isNull() ? Optional.empty() : Optional.of(value.read(json, from));
      }
    };
  }

  /** Any number of them, in their order. */
  static <V> Value<List<V>> list(Value<V> value) {
    return new Value<>() {
      @Override
      public JsonNode write(List<V> all, Writing to) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < all.size(); i++) {
          array.add(value.write(all.get(i), to.at("[" + i + "]")));
        }
        return array;
      }

      @Override
      public List<V> read(JsonNode json, Reading from) {
        if (!json.isArray()) {
          throw from.expected("a list", json);
        }
        List<V> all = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
          all.add(value.read(json.get(i), from.at("[" + i + "]")));
        }
        return all;
      }
    };
  }

  /** Something that is written as something else. */
  default <W> Value<W> as(Function<W, V> there, Function<V, W> back) {
    Value<V> value = this;
    return new Value<>() {
      @Override
      public JsonNode write(W w, Writing to) {
        return value.write(there.apply(w), to);
      }

      @Override
      public W read(JsonNode json, Reading from) {
        V v = value.read(json, from);
        return from.made(() -> back.apply(v));
      }
    };
  }
}
